# The functions of `_vector.h`, which says what they give.

cdef extern from "_vector.h" nogil:
    struct sl_sums:
        long long one
        long long four
        long long five
        long long reach

    Py_ssize_t sl_string(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned *flags) noexcept
    int sl_utf8(const unsigned char *p, Py_ssize_t n) noexcept
    int sl_mappings(const unsigned char *p, Py_ssize_t n, long long sources, long long names, sl_sums *sums) noexcept
    Py_ssize_t sl_count(const unsigned char *p, Py_ssize_t n, unsigned char byte) noexcept
    Py_ssize_t sl_find(const unsigned char *p, Py_ssize_t n, const unsigned char *needle, Py_ssize_t m) noexcept
