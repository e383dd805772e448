/*
 * Lets calls to the disk fail that change anything below one folder, as a bad disk, a full one, or a virus scanner
 * makes them fail. Loaded before the program by LD_PRELOAD; it stands between the program and the C library.
 *
 *   FAULT_UNDER    the folder, an absolute path
 *   FAULT_CONTROL  a file of eight int32, shared with the tests, which switch the faults on and off by writing to it
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* The order of `tests/faults/shim.ts`. */
struct control {
  int32_t on;      /* 0: nothing is counted and nothing fails */
  int32_t seen;    /* calls since it was switched on */
  int32_t first;   /* the number of the first call that fails; 0: none */
  int32_t times;   /* so many fail from there on */
  int32_t error;   /* errno of the failure; 0: a write stores only half of its bytes */
  int32_t failed;  /* calls that have failed */
  int32_t kinds;   /* which calls are looked at: the bits below */
  int32_t per_million; /* beside `first`: so many of a million calls fail, at random */
};
enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, RENAME = 8, UNLINK = 16, CREATE = 32, MKDIR = 64, READ = 128 };

static struct control *control;
static const char *under;
static size_t under_length;

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("FAULT_CONTROL");
  under = getenv("FAULT_UNDER");
  if (!file || !under) return;
  under_length = strlen(under);
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int fd = real_open(file, O_RDWR);
  void *place = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (place != MAP_FAILED) control = place;
  close(fd);
}

static int is_below(const char *path) {
  return strncmp(path, under, under_length) == 0 && (path[under_length] == '/' || path[under_length] == 0);
}

/* Where an open file lies; what was removed meanwhile counts, too. */
static int is_open_below(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_below(path);
}

/* Whether this call fails; threads of the program come here at the same time. */
static int fails(int kind, int counts) {
  if (!control || !control->on || !(control->kinds & kind) || !counts) return 0;
  int number = __sync_add_and_fetch(&control->seen, 1);
  int is_next = control->first > 0 && number >= control->first && number - control->first < control->times;
  int is_random = control->per_million > 0 && random() % 1000000 < control->per_million;
  if (!is_next && !is_random) return 0;
  __sync_add_and_fetch(&control->failed, 1);
  return 1;
}
#define ON(kind) (control && control->on && (control->kinds & (kind)))
#define REAL(name) static typeof(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define REFUSE(kind, counts) if (ON(kind) && fails(kind, counts)) { errno = control->error ? control->error : EIO; return -1; }

/* Half of the bytes where no error is chosen, as a full disk stores what still fits. */
#define WRITES(name, parameters, whole, half)                      \
  ssize_t name parameters {                                        \
    REAL(name);                                                    \
    if (ON(WRITE) && fails(WRITE, is_open_below(fd))) {            \
      if (control->error) { errno = control->error; return -1; }   \
      if (count > 1) return half;                                  \
    }                                                              \
    return whole;                                                  \
  }
WRITES(write, (int fd, const void *bytes, size_t count), real(fd, bytes, count), real(fd, bytes, count / 2))
WRITES(pwrite, (int fd, const void *bytes, size_t count, off_t at), real(fd, bytes, count, at), real(fd, bytes, count / 2, at))
WRITES(pwrite64, (int fd, const void *bytes, size_t count, off64_t at), real(fd, bytes, count, at), real(fd, bytes, count / 2, at))
WRITES(writev, (int fd, const struct iovec *parts, int count), real(fd, parts, count), real(fd, parts, count / 2))
WRITES(pwritev, (int fd, const struct iovec *parts, int count, off_t at), real(fd, parts, count, at), real(fd, parts, count / 2, at))

ssize_t pread64(int fd, void *bytes, size_t count, off64_t at) { REAL(pread64); REFUSE(READ, is_open_below(fd)); return real(fd, bytes, count, at); }
ssize_t pread(int fd, void *bytes, size_t count, off_t at) { REAL(pread); REFUSE(READ, is_open_below(fd)); return real(fd, bytes, count, at); }
ssize_t read(int fd, void *bytes, size_t count) { REAL(read); REFUSE(READ, is_open_below(fd)); return real(fd, bytes, count); }
int fsync(int fd) { REAL(fsync); REFUSE(SYNC, is_open_below(fd)); return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); REFUSE(SYNC, is_open_below(fd)); return real(fd); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); REFUSE(TRUNCATE, is_open_below(fd)); return real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); REFUSE(TRUNCATE, is_open_below(fd)); return real(fd, size); }
int rename(const char *from, const char *to) { REAL(rename); REFUSE(RENAME, is_below(from) || is_below(to)); return real(from, to); }
int unlink(const char *path) { REAL(unlink); REFUSE(UNLINK, is_below(path)); return real(path); }
int rmdir(const char *path) { REAL(rmdir); REFUSE(UNLINK, is_below(path)); return real(path); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); REFUSE(MKDIR, is_below(path)); return real(path, mode); }

#define OPENS(name)                                                      \
  int name(const char *path, int flags, ...) {                           \
    REAL(name);                                                          \
    mode_t mode = 0;                                                     \
    if (flags & (O_CREAT | O_TMPFILE)) {                                 \
      va_list rest;                                                      \
      va_start(rest, flags);                                             \
      mode = va_arg(rest, mode_t);                                       \
      va_end(rest);                                                      \
    }                                                                    \
    if (flags & O_CREAT) REFUSE(CREATE, is_below(path));                 \
    return real(path, flags, mode);                                      \
  }
OPENS(open)
OPENS(open64)
