# What other compiled modules ask of `_sieve.py`, and the functions of `_sieve.h`, which says what they give.

from libc.stdint cimport uint64_t

cdef extern from "_sieve.h" nogil:
    int sieve_low(uint64_t bits) noexcept
    int sieve_high(uint64_t bits) noexcept
    void sieve_block(const unsigned char *p, uint64_t *words, uint64_t *keys) noexcept

cdef int may_hold_secret(const unsigned char *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil
cdef int may_name_sensitive(const unsigned char *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil
