cdef extern from "Python.h":
    object PyUnicode_DecodeFSDefault(const char *name)
    object PyUnicode_DecodeFSDefaultAndSize(const char *name, Py_ssize_t size)

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
    DIR *opendir(const char *path)
    int dirfd(DIR *folder)
    int closedir(DIR *folder)
    int DT_REG
    int DT_DIR

cdef extern from "<pthread.h>" nogil:
    ctypedef struct pthread_t:
        pass
    ctypedef struct pthread_mutex_t:
        pass
    ctypedef struct pthread_cond_t:
        pass
    int pthread_join(pthread_t thread, void **result)
    int pthread_mutex_init(pthread_mutex_t *lock, const void *attributes)
    int pthread_mutex_destroy(pthread_mutex_t *lock)
    int pthread_mutex_lock(pthread_mutex_t *lock)
    int pthread_mutex_unlock(pthread_mutex_t *lock)
    int pthread_cond_init(pthread_cond_t *event, const void *attributes)
    int pthread_cond_destroy(pthread_cond_t *event)
    int pthread_cond_wait(pthread_cond_t *event, pthread_mutex_t *lock)
    int pthread_cond_broadcast(pthread_cond_t *event)

cdef extern from *:
    """
    #include <dirent.h>
    #include <errno.h>
    #include <pthread.h>
    #include <signal.h>
    #include <time.h>

    /* The next entry of a folder; whether it is missing because the folder cannot be read. */
    static struct dirent *sl_next(DIR *folder, int *failed) {
        struct dirent *entry;
        errno = 0;
        entry = readdir(folder);
        *failed = entry == NULL && errno != 0;
        return entry;
    }

    /* Begins a thread that no signal is delivered to: those are Python's. 0 where there is one. */
    static int sl_begin(pthread_t *thread, void *(*run)(void *), void *shared) {
        sigset_t all, before;
        pthread_attr_t attributes;
        int failed;
        if (pthread_attr_init(&attributes) != 0) return 1;
        /* The largest frame has 10 KB; the usual 8 MB for each of 64 threads are more than some containers give. */
        pthread_attr_setstacksize(&attributes, 512 * 1024);
        sigfillset(&all);
        failed = pthread_sigmask(SIG_SETMASK, &all, &before);
        if (!failed) {
            failed = pthread_create(thread, &attributes, run, shared);
            pthread_sigmask(SIG_SETMASK, &before, NULL);
        }
        pthread_attr_destroy(&attributes);
        return failed;
    }

    /* Of what is also looked at without the lock. */
    #define sl_get(flag) __atomic_load_n(flag, __ATOMIC_RELAXED)
    #define sl_set(flag) __atomic_store_n(flag, 1, __ATOMIC_RELAXED)

    static long long sl_now(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return now.tv_sec * 1000000000LL + now.tv_nsec;
    }

    /* For ten milliseconds, or until there is something. */
    static void sl_wait(pthread_cond_t *event, pthread_mutex_t *lock) {
        struct timespec end;
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_nsec += 10000000;
        if (end.tv_nsec >= 1000000000) {
            end.tv_sec += 1;
            end.tv_nsec -= 1000000000;
        }
        pthread_cond_timedwait(event, lock, &end);
    }
    """
    dirent *sl_next(DIR *folder, int *failed) nogil
    int sl_begin(pthread_t *thread, void *(*run)(void *) noexcept nogil, void *shared) nogil
    int sl_get(int *flag) nogil
    void sl_set(int *flag) nogil
    long long sl_now() nogil
    void sl_wait(pthread_cond_t *event, pthread_mutex_t *lock) nogil
