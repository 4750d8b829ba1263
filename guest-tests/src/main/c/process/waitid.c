/*
 * Rule: waitid, stopped and continued children, and peeking follow Linux.
 * Kind: semantics
 * Natively: WNOWAIT leaves the child, WUNTRACED and WCONTINUED tell of stops, once each.
 * Fails without: ChildWait.changeOf.
 */
#include "../guest.h"
#include <sys/syscall.h>

static siginfo_t wait_for(idtype_t type, id_t id, int options) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  CHECK(waitid(type, id, &info, options) == 0);
  return info;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  siginfo_t info;
  int status;
  CHECK_ERRNO(waitid(P_ALL, 0, &info, WEXITED), ECHILD);
  CHECK_ERRNO(waitid(P_ALL, 0, &info, 0), EINVAL);
  pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  /* Its group is not orphaned then, however the tests were started: else SIGTSTP would not stop it. */
  CHECK(setpgid(child, child) == 0);
  info = wait_for(P_PID, (id_t)child, WEXITED | WNOHANG);
  CHECK(info.si_pid == 0);
  CHECK(kill(child, SIGSTOP) == 0);
  info = wait_for(P_PID, (id_t)child, WSTOPPED | WNOWAIT);
  CHECK(info.si_pid == child && info.si_code == CLD_STOPPED && info.si_status == SIGSTOP);
  info = wait_for(P_ALL, 0, WSTOPPED);
  CHECK(info.si_code == CLD_STOPPED && info.si_signo == SIGCHLD);
  info = wait_for(P_PID, (id_t)child, WSTOPPED | WNOHANG);
  CHECK(info.si_pid == 0); /* told once */
  /* A stopped process does not run, but a signal waits for it. */
  CHECK(kill(child, SIGCONT) == 0);
  info = wait_for(P_PID, (id_t)child, WCONTINUED);
  CHECK(info.si_code == CLD_CONTINUED && info.si_status == SIGCONT);
  CHECK(kill(child, SIGTSTP) == 0);
  CHECK(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP);
  CHECK(kill(child, SIGTERM) == 0);
  CHECK(waitpid(child, &status, WNOHANG) == 0);
  CHECK(kill(child, SIGCONT) == 0);
  info = wait_for(P_PID, (id_t)child, WEXITED | WNOWAIT);
  CHECK(info.si_code == CLD_KILLED && info.si_status == SIGTERM && info.si_uid == getuid());
  info = wait_for(P_PID, (id_t)child, WEXITED | WNOWAIT);
  CHECK(info.si_code == CLD_KILLED);
  expect_killed(child, SIGTERM);

  /* By group, and by descriptor. */
  child = fork();
  if (child == 0) {
    setpgid(0, 0);
    _exit(12);
  }
  setpgid(child, child);
  info = wait_for(P_PGID, (id_t)child, WEXITED);
  CHECK(info.si_code == CLD_EXITED && info.si_status == 12);
  child = fork();
  if (child == 0) {
    sleep_millis(20);
    _exit(13);
  }
  int fd = (int)syscall(SYS_pidfd_open, child, 0);
  if (fd >= 0) { /* a kernel without it answers ENOSYS */
    struct pollfd one = {.fd = fd, .events = POLLIN};
    CHECK(poll(&one, 1, -1) == 1 && one.revents == POLLIN);
    info = wait_for(P_PIDFD, (id_t)fd, WEXITED);
  } else {
    CHECK(errno == ENOSYS);
    info = wait_for(P_PID, (id_t)child, WEXITED);
  }
  CHECK(info.si_status == 13);

  /* The directory of a process serves as its descriptor, unless it was only named. */
  int self = open("/proc/self", O_RDONLY | O_DIRECTORY);
  long sent = syscall(SYS_pidfd_send_signal, self, 0, NULL, 0);
  CHECK(sent == 0 || errno == ENOSYS);
  int named = open("/proc/self", O_PATH | O_DIRECTORY), other = open("/proc", O_RDONLY);
  if (sent == 0) {
    CHECK_ERRNO(syscall(SYS_pidfd_send_signal, other, 0, NULL, 0), EBADF);
    CHECK_ERRNO(syscall(SYS_pidfd_send_signal, named, 0, NULL, 0), EBADF);
  }

  /* SIGKILL ends a stopped process. */
  child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(1);
  }
  CHECK(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status));
  CHECK(kill(child, SIGKILL) == 0);
  expect_killed(child, SIGKILL);
  return done("stops, continuations and ends are told once");
}
