/*
 * Rule: signalfd reads blocked signals as they come.
 * Kind: semantics
 * Natively: standard and queued signals, SIGCHLD and polling hold.
 * Fails without: SignalFd.encode.
 */
#include "../guest.h"
#include <sys/signalfd.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGRTMIN);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  struct signalfd_siginfo info[4];
  struct pollfd one = {.fd = fd, .events = POLLIN};
  CHECK(fd >= 0);
  CHECK_ERRNO(read(fd, info, sizeof info), EAGAIN);
  CHECK(poll(&one, 1, 0) == 0);
  CHECK(kill(getpid(), SIGUSR1) == 0 && kill(getpid(), SIGUSR1) == 0);
  CHECK(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 5}) == 0);
  CHECK(poll(&one, 1, -1) == 1 && one.revents == POLLIN);
  CHECK(read(fd, info, sizeof info) == 2 * sizeof *info);
  CHECK(info[0].ssi_signo == SIGUSR1 && info[0].ssi_pid == (uint32_t)getpid());
  CHECK(info[1].ssi_signo == (uint32_t)SIGRTMIN && info[1].ssi_int == 5);
  CHECK_ERRNO(read(fd, info, 10), EINVAL);

  CHECK(fcntl(fd, F_SETFL, 0) == 0);
  pid_t child = fork();
  if (child == 0) {
    sleep_millis(20);
    _exit(9);
  }
  CHECK(read(fd, info, sizeof info) == sizeof *info);
  CHECK(info[0].ssi_signo == SIGCHLD && info[0].ssi_pid == (uint32_t)child);
  CHECK(info[0].ssi_status == 9 && info[0].ssi_code == CLD_EXITED);
  expect_exit(child, 9);

  /* The set can be narrowed; what is outside it stays pending. */
  sigset_t narrow;
  sigemptyset(&narrow);
  sigaddset(&narrow, SIGRTMIN);
  CHECK(signalfd(fd, &narrow, 0) == fd && raise(SIGUSR1) == 0);
  CHECK(poll(&one, 1, 0) == 0);
  int number;
  CHECK(sigwait(&set, &number) == 0 && number == SIGUSR1);
  CHECK_ERRNO(signalfd(0, &set, 0), EINVAL);
  return done("signals are read as records");
}
