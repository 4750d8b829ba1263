/*
 * Rule: signals reach whom they are for, and tell who sent them, whatever call sends them.
 * Kind: semantics
 * Natively: kill, tgkill, pidfd_send_signal, broken pipes and fields of siginfo hold.
 * Fails without: KillCalls.kill, PidFdCalls.send and Signals.brokenPipe.
 */
#include "../guest.h"
#include <sys/socket.h>

static sigset_t set;
static int p[2];

static siginfo_t await(int signal) {
  siginfo_t info;
  CHECK(sigtimedwait(&set, &info, &(struct timespec){60, 0}) == signal);
  return info;
}

static int silent(void) { return sigtimedwait(&set, NULL, &(struct timespec){0, 0}) < 0 && errno == EAGAIN; }

static long pidfd_send(int fd, int signal, siginfo_t *info, unsigned int flags) {
  return syscall(SYS_pidfd_send_signal, fd, signal, info, flags);
}

static pid_t pausing(void) {
  pid_t pid = fork();
  if (pid == 0) {
    for (;;) pause();
  }
  return pid;
}

static void descriptors(void) {
  pid_t child = fork();
  if (child == 0) {
    siginfo_t info = await(SIGUSR1);
    CHECK(info.si_code == SI_USER && info.si_pid == getppid() && info.si_uid == getuid());
    info = await(SIGRTMIN);
    CHECK(info.si_code == SI_QUEUE && info.si_value.sival_int == 12 && info.si_pid == 34);
    _exit(3);
  }
  int fd = (int)syscall(SYS_pidfd_open, child, 0);
  CHECK(fd >= 0 && pidfd_send(fd, 0, NULL, 0) == 0 && pidfd_send(fd, SIGUSR1, NULL, 0) == 0);
  siginfo_t info = {.si_signo = SIGRTMIN, .si_code = SI_QUEUE};
  info.si_pid = 34;
  info.si_value.sival_int = 12;
  CHECK_ERRNO(pidfd_send(fd, SIGRTMIN + 1, &info, 0), EINVAL); /* another number */
  CHECK(pidfd_send(fd, SIGRTMIN, &info, 0) == 0);
  info.si_code = SI_USER;
  CHECK_ERRNO(pidfd_send(fd, SIGRTMIN, &info, 0), EPERM);
  CHECK_ERRNO(pidfd_send(fd, SIGRTMIN, NULL, 1U << 30), EINVAL);
  CHECK_ERRNO(pidfd_send(fd, 65, NULL, 0), EINVAL);
  CHECK_ERRNO(pidfd_send(p[0], SIGUSR1, NULL, 0), EBADF);
  expect_exit(child, 3);
  CHECK_ERRNO(pidfd_send(fd, SIGUSR1, NULL, 0), ESRCH);
  close(fd);
}

static void *finds_nothing(void *argument) {
  CHECK(silent());
  return argument;
}

static void *writes(void *argument) {
  CHECK_ERRNO(write(*(int *)argument, "x", 1), EPIPE);
  pthread_t other;
  CHECK(pthread_create(&other, NULL, finds_nothing, NULL) == 0 && pthread_join(other, NULL) == 0);
  siginfo_t info = await(SIGPIPE); /* the writer's own */
  CHECK(info.si_code == SI_USER && info.si_pid == getpid());
  return argument;
}

static void broken_pipes(void) {
  int pair[2], ends[2];
  CHECK(pipe(ends) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  close(ends[0]);
  close(pair[0]);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, writes, &ends[1]) == 0 && pthread_join(t, NULL) == 0 && silent());
  CHECK(pthread_create(&t, NULL, writes, &pair[1]) == 0 && pthread_join(t, NULL) == 0 && silent());
  CHECK_ERRNO(send(pair[1], "x", 1, MSG_NOSIGNAL), EPIPE);
  CHECK(silent());
  CHECK_ERRNO(send(pair[1], "x", 1, 0), EPIPE);
  await(SIGPIPE);
  signal(SIGPIPE, SIG_IGN);
  CHECK_ERRNO(write(ends[1], "x", 1), EPIPE);
  await(SIGPIPE); /* what is blocked is kept, though it is ignored */
  signal(SIGPIPE, SIG_DFL);
  pid_t child = fork();
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (write(ends[1], "x", 1) < 0) _exit(1);
    _exit(2);
  }
  expect_killed(child, SIGPIPE);
  await(SIGCHLD);
}

static void *own_queue(void *argument) {
  pid_t *tid = argument;
  *tid = gettid();
  CHECK(write(p[1], "x", 1) == 1);
  siginfo_t info = await(SIGUSR2);
  CHECK(info.si_code == SI_TKILL || info.si_code == SI_USER);
  CHECK(info.si_pid == getpid() && gettid() == *tid);
  return NULL;
}

static void threads(void) {
  pthread_t t;
  pid_t tid;
  char byte;
  CHECK(pthread_create(&t, NULL, own_queue, &tid) == 0 && read(p[0], &byte, 1) == 1);
  CHECK_ERRNO(syscall(SYS_tgkill, tid, tid, SIGUSR2), ESRCH); /* a thread is no group */
  CHECK_ERRNO(syscall(SYS_tgkill, -1, tid, SIGUSR2), EINVAL);
  CHECK(syscall(SYS_tgkill, getpid(), tid, 0) == 0 && syscall(SYS_tkill, tid, SIGUSR2) == 0);
  CHECK(pthread_join(t, NULL) == 0 && silent());
  CHECK_ERRNO(syscall(SYS_tkill, 0, SIGUSR2), EINVAL);
  /* By any of its threads' ids kill means the process. */
  CHECK(kill(gettid(), SIGUSR2) == 0 && await(SIGUSR2).si_code == SI_USER);
  CHECK_ERRNO(kill(0x3fffffff, SIGUSR2), ESRCH);
  CHECK_ERRNO(kill(-0x3fffffff, SIGUSR2), ESRCH);
}

/* All that one may signal, but not oneself: an ordinary user's are his own. */
static void everybody(void) {
  if (geteuid() != 0) return;
  pid_t child = fork();
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    CHECK(setresuid(54321, 54321, 54321) == 0);
    CHECK_ERRNO(kill(getppid(), 0), EPERM);
    CHECK_ERRNO(kill(1, SIGUSR1), EPERM);
    pid_t one = pausing(), two = pausing();
    CHECK(kill(-1, SIGTERM) == 0);
    expect_killed(one, SIGTERM);
    expect_killed(two, SIGTERM);
    _exit(0);
  }
  expect_exit(child, 0);
  await(SIGCHLD);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigemptyset(&set);
  const int signals[] = {SIGUSR1, SIGUSR2, SIGPIPE, SIGCHLD, SIGRTMIN};
  for (int i = 0; i < 5; i++) sigaddset(&set, signals[i]);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0 && pipe(p) == 0);
  descriptors();
  await(SIGCHLD);
  broken_pipes();
  threads();
  everybody();
  return done("signals reach whom they are for");
}
