cdef extern from "Python.h":
    object PyUnicode_DecodeFSDefault(const char *name)

cdef extern from "<fcntl.h>" nogil:
    int c_open "open"(const char *path, int flags, ...)
    int openat(int folder, const char *path, int flags, ...)
    int O_RDONLY
    int O_DIRECTORY
    int O_CLOEXEC

cdef extern from "<dirent.h>" nogil:
    ctypedef struct DIR:
        pass
    struct dirent:
        unsigned char d_type
        char *d_name
    DIR *fdopendir(int handle)
    dirent *readdir(DIR *folder)
    int closedir(DIR *folder)
    int DT_REG
    int DT_DIR
