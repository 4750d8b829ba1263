/*
 * What every guest program shares: checks that name the broken promise, and the two output modes.
 *
 * Without arguments a program checks what Linux promises and prints a summary that is the same on
 * every machine. With --show it prints, besides, the values which Linux leaves open (times, ids,
 * addresses, orders): natively those vary, in a deterministic run they must not.
 */
#ifndef GUEST_H
#define GUEST_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int guest_shows;
static int guest_argc;
static char **guest_argv;

/* Must be called first. Standard output is line buffered so that fork never duplicates text. */
static inline void guest_init(int argc, char **argv) {
  guest_argc = argc;
  guest_argv = argv;
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--show") == 0) guest_shows = 1;
  }
}

/* Whether the option was given on the command line. */
static inline int guest_has(const char *option) {
  for (int i = 1; i < guest_argc; i++) {
    if (strcmp(guest_argv[i], option) == 0) return 1;
  }
  return 0;
}

/* Prints one value that Linux leaves open; silent without --show. */
__attribute__((format(printf, 2, 3))) static inline void show(const char *name, const char *format, ...) {
  if (!guest_shows) return;
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  printf("%s=%s\n", name, text);
}

/* Ends the process at once, also from a forked child or a thread. */
static inline void guest_fail(const char *file, int line, const char *what) {
  int error = errno;
  const char *base = strrchr(file, '/');
  fprintf(stderr, "%s:%d: broken: %s (errno %d, %s)\n", base ? base + 1 : file, line, what, error,
          strerror(error));
  fflush(stdout);
  _exit(1);
}

#define CHECK(condition)                                     \
  do {                                                       \
    if (!(condition)) guest_fail(__FILE__, __LINE__, #condition); \
  } while (0)

/* The call must fail with exactly this errno. */
#define CHECK_ERRNO(call, error)                                                     \
  do {                                                                               \
    errno = 0;                                                                       \
    if ((long)(call) != -1 || errno != (error))                                      \
      guest_fail(__FILE__, __LINE__, #call " fails with " #error);                   \
  } while (0)

/* The pthread call, which returns its error, must return exactly this. */
#define CHECK_RETURNS(call, value)                                                   \
  do {                                                                               \
    long guest_value = (long)(call);                                                 \
    if (guest_value != (long)(value)) {                                              \
      errno = (int)guest_value;                                                      \
      guest_fail(__FILE__, __LINE__, #call " returns " #value);                      \
    }                                                                                \
  } while (0)

static inline int64_t nanos_of(struct timespec t) { return t.tv_sec * 1000000000LL + t.tv_nsec; }

static inline struct timespec timespec_of(int64_t nanos) {
  return (struct timespec){nanos / 1000000000, nanos % 1000000000};
}

static inline int64_t now_nanos(clockid_t clock) {
  struct timespec t;
  CHECK(clock_gettime(clock, &t) == 0);
  return nanos_of(t);
}

static inline void sleep_millis(int millis) {
  struct timespec t = timespec_of(millis * 1000000LL);
  while (nanosleep(&t, &t) != 0) CHECK(errno == EINTR);
}

/* Installs a handler with the given flags and an empty mask. */
static inline void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  CHECK(sigaction(signal, &action, NULL) == 0);
}

/* SIGALRM again and again, so that one which comes before the call under test loses nothing. */
static inline void arm_alarm(int micros) {
  struct itimerval timer = {.it_value = {0, micros}, .it_interval = {0, micros}};
  CHECK(setitimer(ITIMER_REAL, &timer, NULL) == 0);
}

static inline void disarm_alarm(void) {
  CHECK(setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL) == 0);
}

/* Waits until the signal's handler has counted so far, without a gap between check and wait. */
static inline void await_signal(int signal, volatile int *counter, int wanted) {
  sigset_t blocked, old;
  sigemptyset(&blocked);
  sigaddset(&blocked, signal);
  CHECK(pthread_sigmask(SIG_BLOCK, &blocked, &old) == 0);
  sigdelset(&old, signal);
  while (*counter < wanted) sigsuspend(&old);
  CHECK(pthread_sigmask(SIG_SETMASK, &old, NULL) == 0);
}

/* The one-letter state of a thread (R, S, T, Z...) as /proc tells it, or '?' when it is gone. */
static inline char state_of(pid_t pid) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return '?';
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return '?';
  text[n] = 0;
  char *end = strrchr(text, ')');
  return end ? end[2] : '?';
}

/*
 * Waits until the process sleeps in the kernel, or long enough that it should: no check depends on
 * it, but without it the interesting path (the other side already blocks) would rarely be taken.
 */
static inline void await_blocked(pid_t pid) {
  for (int i = 0; i < 50 && state_of(pid) != 'S'; i++) sleep_millis(2);
}

/* Waits for the child and demands this exit code. */
static inline void expect_exit(pid_t pid, int code) {
  int status;
  pid_t got;
  while ((got = waitpid(pid, &status, 0)) < 0 && errno == EINTR) {
  }
  CHECK(got == pid);
  CHECK(WIFEXITED(status));
  CHECK_RETURNS(WEXITSTATUS(status), code);
}

/* Waits for the child and demands that this signal killed it. */
static inline void expect_killed(pid_t pid, int signal) {
  int status;
  CHECK(waitpid(pid, &status, 0) == pid);
  CHECK(WIFSIGNALED(status));
  CHECK_RETURNS(WTERMSIG(status), signal);
}

/* Ends the program successfully with its summary. */
static inline int done(const char *summary) {
  printf("ok: %s\n", summary);
  fflush(stdout);
  return 0;
}

#endif
