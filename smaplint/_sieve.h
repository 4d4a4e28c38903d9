/* The bytes of a text that `_sieve.py` looks at, 64 at a time, each as one bit. */
#ifndef SMAPLINT_SIEVE_H
#define SMAPLINT_SIEVE_H

#include <stdint.h>
#include <string.h>
#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

/* How many bits below the lowest, and above the highest, that is set. Never asked for 0. */
static inline int sieve_low(uint64_t bits) {
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int at = 0;
    while (!(bits >> at & 1)) at++;
    return at;
#endif
}

static inline int sieve_high(uint64_t bits) {
#if defined(__GNUC__)
    return __builtin_clzll(bits);
#else
    int at = 0;
    while (!(bits << at >> 63)) at++;
    return at;
#endif
}

/* Eight bytes in a word, each below 0x80: the highest bit of those in a range, and (little-endian) one bit for each. */
#define SIEVE_EACH(byte) ((uint64_t)(byte) * 0x0101010101010101u)
#define SIEVE_IN(bytes, first, last) (((bytes) + SIEVE_EACH(0x80 - (first))) & ~((bytes) + SIEVE_EACH(0x7F - (last))))

static inline uint64_t sieve_bits(uint64_t bytes) {
    return ((bytes & SIEVE_EACH(0x80)) >> 7) * 0x0102040810204080u >> 56;
}

/* Of the 64 bytes at p, which belong to [A-Za-z0-9_-], and which are K. */
static inline void sieve_block(const unsigned char *p, uint64_t *words, uint64_t *keys) {
    uint64_t word = 0, key = 0;
    int at;
#if defined(__SSE2__) && defined(__GNUC__)
    for (at = 0; at < 64; at += 16) {
        __m128i c = _mm_loadu_si128((const __m128i *)(p + at));
        /* The last of a range becomes 127, so that one signed comparison is both its ends. */
        __m128i letter = _mm_cmpgt_epi8(_mm_add_epi8(_mm_or_si128(c, _mm_set1_epi8(0x20)), _mm_set1_epi8(127 - 'z')),
                                        _mm_set1_epi8(101));
        __m128i digit = _mm_cmpgt_epi8(_mm_add_epi8(c, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(117));
        __m128i other = _mm_or_si128(_mm_cmpeq_epi8(c, _mm_set1_epi8('_')), _mm_cmpeq_epi8(c, _mm_set1_epi8('-')));
        word |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), other)) << at;
        key |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(c, _mm_set1_epi8('K'))) << at;
    }
#else
    for (at = 0; at < 64; at += 8) {
        uint64_t c, seven, is;
        memcpy(&c, p + at, 8);
        seven = c & SIEVE_EACH(0x7F);
        is = SIEVE_IN(seven | SIEVE_EACH(0x20), 'a', 'z') | SIEVE_IN(seven, '0', '9') | SIEVE_IN(seven, '_', '_') |
             SIEVE_IN(seven, '-', '-');
        word |= sieve_bits(is & ~c) << at;
        key |= sieve_bits(SIEVE_IN(seven, 'K', 'K') & ~c) << at;
    }
#endif
    *words = word;
    *keys = key;
}

#endif
