# What `_lies.py` offers to other compiled modules; it says what the functions give.

cdef extern from *:
    """
    #include <string.h>
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #endif
    #if defined(_MSC_VER)
    #include <intrin.h>
    #endif

    /* Copies bytes from p[i] on, to before the first that is `stop` or not ASCII, or to p[n]: how many. Up to 15 bytes
       more are written. */
    static inline Py_ssize_t lies_plain(
        const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned char *to, unsigned char stop
    ) {
        Py_ssize_t begin = i;
    #if (defined(__SSE2__) && defined(__GNUC__)) || defined(_M_X64)
        const __m128i stops = _mm_set1_epi8((char) stop);
        while (n - i >= 16) {
            __m128i block = _mm_loadu_si128((const __m128i *) (p + i));
            unsigned mask = (unsigned) _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, stops), block));
            _mm_storeu_si128((__m128i *) (to + (i - begin)), block);
            if (mask) {
    #if defined(__GNUC__)
                return i - begin + __builtin_ctz(mask);
    #else
                unsigned long first;
                _BitScanForward(&first, mask);
                return i - begin + (Py_ssize_t) first;
    #endif
            }
            i += 16;
        }
    #else
        while (n - i >= 8) {
            unsigned long long block, other;
            memcpy(&block, p + i, 8);
            other = block ^ (0x0101010101010101ULL * stop);
            /* A byte of `other` is 0 where that one is `stop`; both tests are exact. */
            other = ~(((other & 0x7F7F7F7F7F7F7F7FULL) + 0x7F7F7F7F7F7F7F7FULL) | other);
            if ((other | block) & 0x8080808080808080ULL)
                break;
            memcpy(to + (i - begin), &block, 8);
            i += 8;
        }
    #endif
        while (i < n && p[i] != stop && p[i] < 0x80) {
            to[i - begin] = p[i];
            i++;
        }
        return i - begin;
    }

    /* How many of eight bytes of `mappings` are before the first comma or semicolon; 8 where there is none. */
    static inline int lies_end(const unsigned char *p) {
        const unsigned long long ones = 0x0101010101010101ULL;
        unsigned long long block, commas, semicolons, found;
        int end = 0;
        memcpy(&block, p, 8);
        commas = block ^ (ones * 0x2C);
        semicolons = block ^ (ones * 0x3B);
        /* The lowest bit is exact, as those above it may not be. */
        found = (((commas - ones) & ~commas) | ((semicolons - ones) & ~semicolons)) & (ones << 7);
        if (!found)
            return 8;
    #if defined(__GNUC__)
        end = __builtin_ctzll(found) >> 3;
    #else
        while (!(found >> (end * 8) & 0x80))
            end++;
    #endif
        return end;
    }
    """
    int lies_end(const unsigned char *p) noexcept nogil
    Py_ssize_t lies_plain(
        const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned char *to, unsigned char stop
    ) noexcept nogil

cdef struct Span:
    Py_ssize_t start
    Py_ssize_t end

cdef int lies_maybe(
    const unsigned char *mappings,
    Py_ssize_t size,
    const unsigned char *code,
    Py_ssize_t aligned,
    Py_ssize_t covered,
    const unsigned char *data,
    Span *sources,
    Span *contents,
    Py_ssize_t count,
    int styles,
) noexcept nogil
cdef int generated_maybe(
    const unsigned char *mappings, Py_ssize_t size, const unsigned char *code, Py_ssize_t aligned, Py_ssize_t covered
) noexcept nogil
cdef int originals_maybe(
    const unsigned char *data,
    Py_ssize_t mappings_start,
    Py_ssize_t mappings_end,
    Span *sources,
    Span *contents,
    Py_ssize_t count,
    int styles,
) noexcept nogil
