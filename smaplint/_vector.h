/* Loops over bytes that are worth vectors. `_vector.pxd` declares them for Cython; docs/decisions/0017 says why in C.

   Nothing is read outside p[0] to p[n - 1]. All is linear in n, whatever the bytes hold, and nothing is allocated. */
#ifndef SMAPLINT_VECTOR_H
#define SMAPLINT_VECTOR_H

#include <Python.h>
#include <stdint.h>
#include <string.h>

#if (defined(__SSE2__) || defined(_M_X64)) && !defined(SL_WORDS)
#define SL_SSE2
#include <immintrin.h>
#elif defined(__GNUC__) && defined(__AARCH64EL__) && defined(__ARM_NEON) && !defined(SL_WORDS)
#define SL_NEON
#include <arm_neon.h>
#endif
#if defined(SL_SSE2) && defined(__GNUC__) && defined(__x86_64__)
#define SL_AVX2 /* where the machine has it */
#endif

/* ---------------------------------------------------------------- 64 bytes, and masks of 64 bits about them */

/* The number of the lowest bit that is set; the mask is not 0. */
static inline int sl_first_(uint64_t mask) {
#ifdef __GNUC__
    return __builtin_ctzll(mask);
#else
    int found = 0;
    while (!(mask & 0xFF)) mask >>= 8, found += 8;
    while (!(mask & 1)) mask >>= 1, found++;
    return found;
#endif
}

#if defined(SL_SSE2)

typedef struct { __m128i v[4]; } sl_block_;

#define SL_MASK_(of)                                                                                     \
    do {                                                                                                 \
        uint64_t mask = 0;                                                                               \
        int k;                                                                                           \
        for (k = 0; k < 4; k++) mask |= (uint64_t)(unsigned)_mm_movemask_epi8(of) << (16 * k);           \
        return mask;                                                                                     \
    } while (0)

static inline sl_block_ sl_load_(const unsigned char *p) {
    sl_block_ b;
    int k;
    for (k = 0; k < 4; k++) b.v[k] = _mm_loadu_si128((const __m128i *)(p + 16 * k));
    return b;
}

/* Which bytes are this one. */
static inline uint64_t sl_is_(sl_block_ b, unsigned char byte) {
    __m128i c = _mm_set1_epi8((char)byte);
    SL_MASK_(_mm_cmpeq_epi8(b.v[k], c));
}

/* Which bytes are this one once the bits of `set` are set in them. */
static inline uint64_t sl_like_(sl_block_ b, unsigned char set, unsigned char byte) {
    __m128i c = _mm_set1_epi8((char)byte), s = _mm_set1_epi8((char)set);
    SL_MASK_(_mm_cmpeq_epi8(_mm_or_si128(b.v[k], s), c));
}

/* Which bytes are below 0x20. */
static inline uint64_t sl_control_(sl_block_ b) {
    __m128i c = _mm_set1_epi8(0x1F);
    SL_MASK_(_mm_cmpeq_epi8(_mm_max_epu8(b.v[k], c), c));
}

/* Which bytes are above 0x7F. */
static inline uint64_t sl_wide_(sl_block_ b) { SL_MASK_(b.v[k]); }

#elif defined(SL_NEON)

typedef struct { uint8x16_t v[4]; } sl_block_;

static inline uint64_t sl_mask_(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t low = vpaddq_u8(vandq_u8(a, bit), vandq_u8(b, bit));
    uint8x16_t high = vpaddq_u8(vandq_u8(c, bit), vandq_u8(d, bit));
    low = vpaddq_u8(low, high);
    low = vpaddq_u8(low, low);
    return vgetq_lane_u64(vreinterpretq_u64_u8(low), 0);
}

static inline sl_block_ sl_load_(const unsigned char *p) {
    sl_block_ b;
    int k;
    for (k = 0; k < 4; k++) b.v[k] = vld1q_u8(p + 16 * k);
    return b;
}

static inline uint64_t sl_is_(sl_block_ b, unsigned char byte) {
    uint8x16_t c = vdupq_n_u8(byte);
    return sl_mask_(vceqq_u8(b.v[0], c), vceqq_u8(b.v[1], c), vceqq_u8(b.v[2], c), vceqq_u8(b.v[3], c));
}

static inline uint64_t sl_like_(sl_block_ b, unsigned char set, unsigned char byte) {
    uint8x16_t s = vdupq_n_u8(set);
    int k;
    for (k = 0; k < 4; k++) b.v[k] = vorrq_u8(b.v[k], s);
    return sl_is_(b, byte);
}

static inline uint64_t sl_control_(sl_block_ b) {
    uint8x16_t c = vdupq_n_u8(0x20);
    return sl_mask_(vcltq_u8(b.v[0], c), vcltq_u8(b.v[1], c), vcltq_u8(b.v[2], c), vcltq_u8(b.v[3], c));
}

static inline uint64_t sl_wide_(sl_block_ b) {
    uint8x16_t c = vdupq_n_u8(0x80);
    return sl_mask_(vcgeq_u8(b.v[0], c), vcgeq_u8(b.v[1], c), vcgeq_u8(b.v[2], c), vcgeq_u8(b.v[3], c));
}

#else

typedef struct { uint64_t v[8]; } sl_block_;

#define SL_ONES_ 0x0101010101010101ULL

static inline sl_block_ sl_load_(const unsigned char *p) {
    sl_block_ b;
    memcpy(b.v, p, 64);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    {
        int k;
        for (k = 0; k < 8; k++) b.v[k] = __builtin_bswap64(b.v[k]);
    }
#endif
    return b;
}

/* Which bytes are `byte` once the bits of `set` are set in them and those outside `of` are not. */
static inline uint64_t sl_some_(sl_block_ b, unsigned char of, unsigned char set, unsigned char byte) {
    uint64_t mask = 0, x;
    int k;
    for (k = 0; k < 8; k++) {
        x = ((b.v[k] & (of * SL_ONES_)) | (set * SL_ONES_)) ^ (byte * SL_ONES_);
        /* The highest bit of each byte that is 0, gathered in one byte. */
        x = ~(((x & (0x7F * SL_ONES_)) + 0x7F * SL_ONES_) | x) & (0x80 * SL_ONES_);
        mask |= ((x >> 7) * 0x0102040810204080ULL >> 56) << (8 * k);
    }
    return mask;
}

static inline uint64_t sl_is_(sl_block_ b, unsigned char byte) { return sl_some_(b, 0xFF, 0, byte); }
static inline uint64_t sl_like_(sl_block_ b, unsigned char set, unsigned char byte) { return sl_some_(b, 0xFF, set, byte); }
static inline uint64_t sl_control_(sl_block_ b) { return sl_some_(b, 0xE0, 0, 0); }
static inline uint64_t sl_wide_(sl_block_ b) { return sl_some_(b, 0x80, 0, 0x80); }

#endif

/* ---------------------------------------------------------------- JSON strings */

/* Whether the four bytes behind the `u` at i are hexadecimal digits; into flags whether they are half a character. */
static inline int sl_hex_(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned *flags) {
    int k;
    if (n - i < 5) return 0;
    for (k = 1; k < 5; k++) {
        unsigned char c = p[i + k];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'))) return 0;
    }
    if ((p[i + 1] | 0x20) == 'd' && p[i + 2] > '7') *flags |= 2;
    return 1;
}

/* Behind the JSON string whose first byte within the quotes is at i, or -1 where it is none.
   Into flags, beside what is there: 1 an escape, 2 an escaped surrogate, 4 a byte that is not ASCII. UTF-8 is not looked at. */
static inline Py_ssize_t sl_string(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned *flags) {
    const uint64_t odd = 0xAAAAAAAAAAAAAAAAULL;
    uint64_t carry = 0; /* 1 where the byte before the block is a backslash that escapes */
    unsigned char rest[64];
    while (i < n) {
        const unsigned char *at = p + i;
        sl_block_ b;
        uint64_t control, quote, slash, wide, escaped, stop, seen = ~0ULL;
        if (n - i < 64) {
            /* What follows is a control character, so that a string without an end is none. */
            memset(rest, 0, 64);
            memcpy(rest, at, (size_t)(n - i));
            at = rest;
        }
        b = sl_load_(at);
        control = sl_control_(b);
        quote = sl_is_(b, '"');
        slash = sl_is_(b, '\\');
        wide = sl_wide_(b);
        escaped = carry;
        if (slash) {
            /* Of a row of backslashes each second one is escaped; the subtraction carries through the row. */
            uint64_t code = ((((slash & ~carry) << 1) | odd) - (slash & ~carry)) ^ odd;
            escaped = code ^ (slash | carry);
            carry = (code & slash) >> 63;
        } else {
            carry = 0;
        }
        stop = (quote & ~escaped) | control;
        /* The bits below the first byte that ends the string. */
        if (stop) seen = (stop & (~stop + 1)) - 1;
        if (wide & seen) *flags |= 4;
        if (escaped & seen) {
            uint64_t u = sl_is_(b, 'u') & escaped & seen;
            uint64_t known = quote | slash | u | sl_is_(b, '/') | sl_is_(b, 'n') | sl_is_(b, 'r') | sl_is_(b, 't') |
                             sl_like_(b, 4, 'f'); /* and `b` */
            *flags |= 1;
            if (escaped & seen & ~known) return -1;
            for (; u; u &= u - 1)
                if (!sl_hex_(p, i + sl_first_(u), n, flags)) return -1;
        }
        if (stop) {
            if (control & (seen + 1)) return -1;
            return i + sl_first_(stop) + 1;
        }
        i += 64;
    }
    return -1;
}

/* ---------------------------------------------------------------- UTF-8 */

/* Whether all is UTF-8 (Unicode, table 3-7). */
static inline int sl_utf8(const unsigned char *p, Py_ssize_t n) {
    Py_ssize_t i = 0;
    for (;;) {
        unsigned char c, low = 0x80, high = 0xBF;
        while (n - i >= 64) {
            uint64_t wide = sl_wide_(sl_load_(p + i));
            if (wide) {
                i += sl_first_(wide);
                break;
            }
            i += 64;
        }
        while (i < n && p[i] < 0x80) i++;
        if (i >= n) return 1;
        /* The characters of one row, byte by byte. */
        do {
            Py_ssize_t more, k;
            c = p[i];
            if (c < 0xC2 || c > 0xF4) return 0;
            more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
            if (n - i <= more) return 0;
            low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
            high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
            if (p[i + 1] < low || p[i + 1] > high) return 0;
            for (k = 2; k <= more; k++)
                if ((p[i + k] & 0xC0) != 0x80) return 0;
            i += more + 1;
        } while (i < n && p[i] >= 0x80);
    }
}

/* ---------------------------------------------------------------- mappings */

struct sl_sums {
    long long one, four, five; /* segments of one, four and five fields */
    long long reach;           /* no number of the field is farther from 0, and the field is not longer */
};

/* Where a pass stands: before a segment, all before it without a fault. */
struct sl_state_ {
    Py_ssize_t i;
    long long at[5]; /* generated column, source, original line and column, name; none negative */
    long long count[6]; /* segments by the number of their fields */
    long long far;   /* no number is farther from 0 */
};

/* The values of the digits; 64 more for `B`, which alone is a negative zero; 129 for a comma and a semicolon; 128 for the rest. */
static const unsigned char sl_digits_[256] = {
#define SL_16_ 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128
    SL_16_, SL_16_,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 62, 129, 128, 128, 63,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 128, 129, 128, 128, 128, 128,
    128, 0, 65, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 128, 128, 128, 128, 128,
    128, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 128, 128, 128, 128, 128,
    SL_16_, SL_16_, SL_16_, SL_16_, SL_16_, SL_16_, SL_16_, SL_16_,
#undef SL_16_
};

/* To the end of the field, segment by segment: 1 where nothing is wrong. */
static inline int sl_plain_(const unsigned char *p, Py_ssize_t n, long long sources, long long names,
                            struct sl_state_ *to) {
    Py_ssize_t i = to->i;
    long long column = to->at[0], source = to->at[1], line = to->at[2], original = to->at[3], name = to->at[4];
    long long one = 0, four = 0, five = 0, far = to->far;
    for (;;) {
        long long values[5] = {0, 0, 0, 0, 0};
        int fields = 0;
        if (n - i > 4 && sl_digits_[p[i + 4]] == 129) {
            /* Two thirds of all segments are four numbers of one digit. */
            const int a = sl_digits_[p[i]], b = sl_digits_[p[i + 1]], c = sl_digits_[p[i + 2]], d = sl_digits_[p[i + 3]];
            if ((a | b | c | d) < 32) {
                values[0] = (a >> 1 ^ -(a & 1)) + (a & 1);
                values[1] = (b >> 1 ^ -(b & 1)) + (b & 1);
                values[2] = (c >> 1 ^ -(c & 1)) + (c & 1);
                values[3] = (d >> 1 ^ -(d & 1)) + (d & 1);
                fields = 4;
                i += 4;
            }
        }
        while (i < n && sl_digits_[p[i]] != 129) {
            uint64_t number = 0, digit;
            int shift = 0;
            if (fields == 5) return 0;
            do {
                digit = i < n ? sl_digits_[p[i]] : 128;
                if (digit & 128) return 0;
                i++;
                /* Digits beyond 32 bits may all be 0: any number of them is padding. */
                if (shift < 40) number |= (digit & 31) << shift, shift += 5;
                else if (digit & 31) return 0;
            } while (digit & 32);
            /* A negative zero is -2**31. */
            if (number >> 32 || number == 1) return 0;
            values[fields++] = number & 1 ? -(long long)(number >> 1) : (long long)(number >> 1);
        }
        if (fields == 0) {
            /* A line may be empty, but not what is beside a comma. */
            if ((i < n && p[i] == ',') || (i > 0 && p[i - 1] == ',')) return 0;
        } else {
            if (fields == 2 || fields == 3 || values[0] < 0) return 0;
            column += values[0];
            source += values[1];
            line += values[2];
            original += values[3];
            name += values[4];
            if ((source | line | original | name) < 0) return 0;
            far |= column | source | line | original | name;
            if (fields == 1) {
                one++;
            } else {
                if (source >= sources) return 0;
                if (fields == 4) four++;
                else if (name >= names) return 0;
                else five++;
            }
        }
        if (i == n) break;
        if (p[i] == ';') column = 0;
        i++;
    }
    to->count[1] += one;
    to->count[4] += four;
    to->count[5] += five;
    to->far = far;
    return 1;
}

#ifdef SL_AVX2

/* A segment of up to nine digits has one of 1,024 shapes: which of its digits say that the number goes on, and a bit behind
   the last. Of each, where the digits go that a vector of eight numbers of 32 bits is made of: those of the five fields, those
   of the first again, and nothing; and how many fields it has, 16 bits for each number that may be counted, 0 for a shape that
   is left to the loop over digits. 2 KB of both are in use. */
#define SL_DIGITS_ 9
#define SL_PIECE_ 4096

static unsigned char sl_shuffles_[2 << SL_DIGITS_][32] __attribute__((aligned(32)));
static uint64_t sl_counts_[2 << SL_DIGITS_];
static int sl_avx2_;

__attribute__((constructor)) static void sl_prepare_(void) {
    int shape, length, j;
    __builtin_cpu_init();
    sl_avx2_ = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    if (!sl_avx2_) return;
    memset(sl_shuffles_, 0x80, sizeof sl_shuffles_);
    for (shape = 1; shape < 2 << SL_DIGITS_; shape++) {
        int field = 0, digit = 0;
        length = 31 - __builtin_clz((unsigned)shape);
        for (j = 0; j < length && field < 5 && digit < 4; j++) {
            sl_shuffles_[shape][4 * field + digit] = (unsigned char)j;
            if (field == 0) sl_shuffles_[shape][20 + digit] = (unsigned char)j;
            if (shape >> j & 1) digit++;
            else field++, digit = 0;
        }
        if (j < length || digit) continue;
        sl_counts_[shape] = field == 0 ? 1ULL << 48 : field == 1 ? 1 : field == 4 ? 1 << 16 : field == 5 ? 1ULL << 32 : 0;
    }
}

/* What of the sums goes on behind a comma, and behind a semicolon. */
static const uint32_t sl_keeps_[2][8] __attribute__((aligned(32))) = {{~0U, ~0U, ~0U, ~0U, ~0U}, {0, ~0U, ~0U, ~0U, ~0U}};

/* As many pieces as nothing is wrong with, of 4 KB cut behind a separator; 1 where that is the whole field.

   A piece is read twice. First its bytes, 64 at once: the five bits of each digit, and bits that say which digits go on and
   which bytes are separators. Then its segments, each without a branch: nine in ten have a shape that is in the table. */
__attribute__((target("avx2,bmi,bmi2"))) static int sl_quick_(const unsigned char *p, Py_ssize_t n, long long sources,
                                                              long long names, struct sl_state_ *to) {
#define SL_TABLE_(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
    /* Base64 by nibbles: no bit in common says that it is a digit; what to add says the higher nibble, but for `/`. */
    const __m256i lows = SL_TABLE_(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1A, 0x1B, 0x1B, 0x1B, 0x1A);
    const __m256i highs = SL_TABLE_(16, 16, 1, 2, 4, 8, 4, 8, 16, 16, 16, 16, 16, 16, 16, 16);
    const __m256i rolls = SL_TABLE_(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m256i nibble = _mm256_set1_epi8(15), zero = _mm256_setzero_si256(), one = _mm256_set1_epi32(1);
    const uint32_t most = 1U << 30; /* no sum may leave 32 bits within a piece */
    unsigned char digits[SL_PIECE_ + 32], rest[SL_PIECE_ + 64];
    uint64_t separators[SL_PIECE_ / 64], goes_on[SL_PIECE_ / 64 + 1];
    uint32_t limits[8] = {most, 0, most, most, 0, most, 0, 0}, now[8] = {0};
    __m256i sums, far = zero, keep;
    memset(digits + SL_PIECE_, 0, 32);
    limits[1] = sources < 1 ? 0 : sources > most ? most : (uint32_t)(sources - 1);
    limits[4] = names < 1 ? 0 : names > most ? most : (uint32_t)(names - 1);
    sums = zero;
    keep = _mm256_load_si256((const __m256i *)sl_keeps_[1]);
    for (;;) {
        const unsigned char *q = p + to->i;
        Py_ssize_t length = n - to->i, blocks = SL_PIECE_ / 64, b, start = 0;
        /* What the byte before is: a digit that goes on, a separator, a comma. */
        uint64_t goes = 0, ended = 1, comma = to->i > 0 && q[-1] == ',', wrong = 0, counts = 0;
        int last = length < SL_PIECE_, k;
        if (last) {
            /* Semicolons behind the end make lines without segments. */
            blocks = length / 64 + 1;
            memcpy(rest, q, (size_t)length);
            memset(rest + length, ';', (size_t)(blocks * 64 - length));
            q = rest;
        }
        for (b = 0; b < blocks; b++) {
            uint64_t on = 0, commas = 0, ends = 0, good = 0, zeros = 0, ones = 0, behind;
            for (k = 0; k < 64; k += 32) {
                __m256i c = _mm256_loadu_si256((const __m256i *)(q + b * 64 + k));
                __m256i high = _mm256_and_si256(_mm256_srli_epi32(c, 4), nibble);
                __m256i odd = _mm256_and_si256(_mm256_shuffle_epi8(lows, _mm256_and_si256(c, nibble)),
                                               _mm256_shuffle_epi8(highs, high));
                __m256i slash = _mm256_cmpeq_epi8(c, _mm256_set1_epi8('/'));
                __m256i v = _mm256_add_epi8(c, _mm256_shuffle_epi8(rolls, _mm256_add_epi8(slash, high)));
#define SL_BITS_(of) ((uint64_t)(uint32_t)_mm256_movemask_epi8(of) << k)
                _mm256_storeu_si256((__m256i *)(digits + b * 64 + k), _mm256_and_si256(v, _mm256_set1_epi8(31)));
                good |= SL_BITS_(_mm256_cmpeq_epi8(odd, zero));
                on |= SL_BITS_(_mm256_slli_epi16(v, 2));
                commas |= SL_BITS_(_mm256_cmpeq_epi8(c, _mm256_set1_epi8(',')));
                ends |= SL_BITS_(_mm256_cmpeq_epi8(c, _mm256_set1_epi8(';')));
                zeros |= SL_BITS_(_mm256_cmpeq_epi8(v, zero));
                ones |= SL_BITS_(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(1)));
#undef SL_BITS_
            }
            ends |= commas;
            on &= good;
            behind = on << 1 | goes;
            /* No digit; a number without an end; one of nothing; padding (which may be right, and never is there); a
               negative zero; nothing beside a comma. */
            wrong |= ~(good ^ ends) | (ends & behind) | (zeros & behind) | (ones & ~behind);
            wrong |= ends & (ends << 1 | ended) & (commas | commas << 1 | comma);
            goes = on >> 63;
            ended = ends >> 63;
            comma = commas >> 63;
            separators[b] = ends;
            goes_on[b] = on;
        }
        goes_on[blocks] = 0;
        if (wrong) return 0;
        for (b = 0; b < blocks; b++) {
            uint64_t ends = separators[b];
            for (; ends; ends &= ends - 1) {
                Py_ssize_t end = b * 64 + __builtin_ctzll(ends);
                uint64_t count = 0;
                __m256i v;
                if (end - start <= SL_DIGITS_) {
                    uint32_t shape;
                    memcpy(&shape, (const char *)goes_on + (start >> 3), 4);
                    shape = _bzhi_u32(shape >> (start & 7), (unsigned)(end - start)) | 1U << (end - start);
                    count = sl_counts_[shape];
                    v = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(digits + start)));
                    v = _mm256_shuffle_epi8(v, _mm256_load_si256((const __m256i *)sl_shuffles_[shape]));
                    v = _mm256_madd_epi16(_mm256_maddubs_epi16(v, _mm256_set1_epi16(1 | 32 << 8)), _mm256_set1_epi32(1 | 1024 << 16));
                    {
                        __m256i sign = _mm256_sub_epi32(zero, _mm256_and_si256(v, one));
                        v = _mm256_sub_epi32(_mm256_xor_si256(_mm256_srli_epi32(v, 1), sign), sign);
                    }
                }
                if (__builtin_expect(!count, 0)) {
                    /* Digit by digit: a long segment, or a long number. */
                    Py_ssize_t j = start;
                    uint32_t values[8] = {0};
                    int fields = 0;
                    while (j < end) {
                        uint32_t number = 0;
                        int shift = 0, on;
                        if (fields == 5) return 0;
                        do {
                            if (shift > 25) return 0;
                            number |= (uint32_t)digits[j] << shift;
                            shift += 5;
                            on = goes_on[j >> 6] >> (j & 63) & 1;
                            j++;
                        } while (on);
                        values[fields++] = number & 1 ? 0 - (number >> 1) : number >> 1;
                    }
                    if (fields == 2 || fields == 3) return 0;
                    values[5] = values[0];
                    count = fields == 1 ? 1 : fields == 4 ? 1 << 16 : 1ULL << 32;
                    v = _mm256_loadu_si256((const __m256i *)values);
                }
                counts += count;
                sums = _mm256_add_epi32(_mm256_and_si256(sums, keep), v);
                /* What is below 0 is far beyond every limit. */
                far = _mm256_max_epu32(far, sums);
                keep = _mm256_load_si256((const __m256i *)sl_keeps_[q[end] >> 4 & 1]);
                start = end + 1;
            }
        }
        _mm256_storeu_si256((__m256i *)now, far);
        for (k = 0; k < 8; k++)
            if (now[k] > limits[k]) return 0;
        if ((sources < 1 && counts >> 16 & 0xFFFFFFFF) || (names < 1 && counts >> 32 & 0xFFFF) || !start) return 0;
        to->count[1] += counts & 0xFFFF;
        to->count[4] += counts >> 16 & 0xFFFF;
        to->count[5] += counts >> 32 & 0xFFFF;
        for (k = 0; k < 5; k++)
            if (now[k] > to->far) to->far = now[k];
        if (last) return 1;
        _mm256_storeu_si256((__m256i *)now, _mm256_and_si256(sums, keep));
        for (k = 0; k < 5; k++) to->at[k] = now[k];
        to->i += start;
    }
}

#endif

/* 1 where nothing is wrong with a field of `mappings`, and then its sums; 0 where something is. `sources`, `names`: how many
   there are. */
static inline int sl_mappings(const unsigned char *p, Py_ssize_t n, long long sources, long long names,
                              struct sl_sums *sums) {
    struct sl_state_ at;
    memset(&at, 0, sizeof at);
    at.far = n;
#ifdef SL_AVX2
    if (!(sl_avx2_ && n > 64 && sl_quick_(p, n, sources, names, &at)))
#endif
        if (!sl_plain_(p, n, sources, names, &at)) return 0;
    sums->one = at.count[1];
    sums->four = at.count[4];
    sums->five = at.count[5];
    sums->reach = at.far;
    return 1;
}

/* ---------------------------------------------------------------- counting and finding */

/* How often a byte occurs. */
static inline Py_ssize_t sl_count(const unsigned char *p, Py_ssize_t n, unsigned char byte) {
    Py_ssize_t i = 0, found = 0;
#ifdef SL_SSE2
    const __m128i c = _mm_set1_epi8((char)byte), zero = _mm_setzero_si128();
    while (n - i >= 64) {
        /* A count of each column of bytes holds 255 rows. */
        Py_ssize_t rows = (n - i) / 64 < 255 ? (n - i) / 64 : 255, row;
        __m128i a = zero, b = zero, d = zero, e = zero;
        for (row = 0; row < rows; row++, i += 64) {
            sl_block_ of = sl_load_(p + i);
            a = _mm_sub_epi8(a, _mm_cmpeq_epi8(of.v[0], c));
            b = _mm_sub_epi8(b, _mm_cmpeq_epi8(of.v[1], c));
            d = _mm_sub_epi8(d, _mm_cmpeq_epi8(of.v[2], c));
            e = _mm_sub_epi8(e, _mm_cmpeq_epi8(of.v[3], c));
        }
        a = _mm_add_epi64(_mm_sad_epu8(a, zero), _mm_sad_epu8(b, zero));
        a = _mm_add_epi64(a, _mm_add_epi64(_mm_sad_epu8(d, zero), _mm_sad_epu8(e, zero)));
        found += _mm_cvtsi128_si32(a) + _mm_cvtsi128_si32(_mm_srli_si128(a, 8));
    }
#endif
    for (; i < n; i++) found += p[i] == byte;
    return found;
}

/* Where a needle of m bytes, 1 to 32 of them, first occurs; -1 where it does not. Its capitals are looked for first, which
   are rare in code and in JSON. */
static inline Py_ssize_t sl_find(const unsigned char *p, Py_ssize_t n, const unsigned char *needle, Py_ssize_t m) {
    Py_ssize_t i = 0, a = 0, b = m - 1, k;
    int capitals = 0;
    if (m < 1) return -1;
    for (k = 0; k < m && capitals < 2; k++)
        if (needle[k] >= 'A' && needle[k] <= 'Z') *(capitals++ ? &b : &a) = k;
    /* The block that begins at the last byte of the needle ends within the text. */
    while (n - i >= 63 + m) {
        uint64_t both = sl_is_(sl_load_(p + i + a), needle[a]) & sl_is_(sl_load_(p + i + b), needle[b]);
        for (; both; both &= both - 1) {
            k = i + sl_first_(both);
            if (!memcmp(p + k, needle, (size_t)m)) return k;
        }
        i += 64;
    }
    for (; n - i >= m; i++)
        if (p[i] == needle[0] && !memcmp(p + i, needle, (size_t)m)) return i;
    return -1;
}

#endif
