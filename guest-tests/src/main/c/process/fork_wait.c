/*
 * Rule: waiting for children never blocks in the kernel; statuses follow Linux.
 * Kind: semantics
 * Natively: exit codes, signals, WNOHANG and the error cases of wait4 hold.
 * Fails without: WaitCalls.collect and ChildWait.changeOf.
 */
#include "../guest.h"

static pid_t child_sleeping(int millis, int code) {
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    sleep_millis(millis);
    _exit(code);
  }
  return pid;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int status;
  CHECK_ERRNO(wait(&status), ECHILD);
  CHECK_ERRNO(waitpid(1 << 22, &status, 0), ECHILD);

  pid_t pid = child_sleeping(50, 7);
  CHECK(waitpid(pid, &status, WNOHANG) == 0);
  expect_exit(pid, 7);
  CHECK_ERRNO(waitpid(pid, &status, 0), ECHILD);

  /* Any child: the one which ends first. */
  pid_t late = child_sleeping(2000, 1), early = child_sleeping(0, 2);
  CHECK(wait(&status) == early && WEXITSTATUS(status) == 2);
  CHECK(kill(late, SIGTERM) == 0);
  expect_killed(late, SIGTERM);

  pid = fork();
  if (pid == 0) {
    signal(SIGABRT, SIG_DFL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    abort();
  }
  expect_killed(pid, SIGABRT);

  /* By process group. */
  pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    _exit(3);
  }
  setpgid(pid, pid);
  CHECK(waitpid(-pid, &status, 0) == pid && WEXITSTATUS(status) == 3);

  /* The child's resource usage is told, and its exit code is cut to eight bits. */
  struct rusage usage;
  pid = child_sleeping(0, 0x1ff);
  CHECK(wait4(pid, &status, 0, &usage) == pid && WEXITSTATUS(status) == 0xff);
  CHECK(usage.ru_maxrss >= 0);
  CHECK_ERRNO(waitpid(-1, &status, 0x10000), EINVAL);

  /* Ignored SIGCHLD: children vanish, wait ends with ECHILD after the last. */
  signal(SIGCHLD, SIG_IGN);
  child_sleeping(10, 0);
  child_sleeping(20, 0);
  CHECK_ERRNO(wait(&status), ECHILD);
  signal(SIGCHLD, SIG_DFL);
  return done("children are waited for");
}
