/* Preloaded into the server by tests: lets the n-th write to, or sync of, a write-ahead log fail, once the file
 * named by SHIM_ARMED exists. SHIM_AT is n, SHIM_ERRNO the error, SHIM_LASTING=1 lets all that follow fail too.
 * When the n-th call happens it creates the file named by SHIM_HIT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int is_wal(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 4) return 0;
    path[length] = 0;
    return strcmp(path + length - 4, "-wal") == 0;
}

static int fails(int fd) {
    const char *armed = getenv("SHIM_ARMED"), *at = getenv("SHIM_AT");
    if (!armed || !at || !is_wal(fd) || access(armed, F_OK) != 0) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1, wanted = atol(at);
    const char *lasting = getenv("SHIM_LASTING");
    if (number != wanted && !(lasting && number > wanted)) return 0;
    const char *hit = getenv("SHIM_HIT");
    if (hit) close(open(hit, O_CREAT | O_WRONLY, 0600));
    errno = atoi(getenv("SHIM_ERRNO"));
    return 1;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(write);
    return fails(fd) ? -1 : real(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    REAL(pwrite);
    return fails(fd) ? -1 : real(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    REAL(pwrite64);
    return fails(fd) ? -1 : real(fd, bytes, length, offset);
}

int fsync(int fd) {
    REAL(fsync);
    return fails(fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return fails(fd) ? -1 : real(fd);
}
