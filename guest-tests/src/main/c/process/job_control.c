/*
 * Rule: process groups, sessions, orphaned groups and stop signals follow Linux.
 * Kind: semantics
 * Natively: a group is signalled as one; an orphaned stopped group gets SIGHUP and SIGCONT.
 * Fails without: Jobs.groupMayBeOrphaned and Jobs.stop.
 */
#include "../guest.h"
#include <sys/prctl.h>

static int p[2];

static void report(int signal) {
  char byte = (char)signal;
  CHECK(write(p[1], &byte, 1) == 1);
}

static int told(void) {
  char byte;
  CHECK(read(p[0], &byte, 1) == 1);
  return byte;
}

static pid_t pausing(pid_t group) {
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    setpgid(0, group);
    report(0);
    for (;;) pause();
  }
  setpgid(pid, group ? group : pid);
  CHECK(told() == 0);
  return pid;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(pipe(p) == 0);
  int status;
  pid_t leader = pausing(0), member = pausing(leader);
  CHECK(getpgid(member) == leader);
  CHECK(killpg(leader, SIGSTOP) == 0);
  CHECK(waitpid(leader, &status, WUNTRACED) == leader && WIFSTOPPED(status));
  CHECK(waitpid(member, &status, WUNTRACED) == member && WIFSTOPPED(status));
  CHECK(killpg(leader, SIGTERM) == 0 && killpg(leader, SIGCONT) == 0);
  expect_killed(leader, SIGTERM);
  expect_killed(member, SIGTERM);
  CHECK_ERRNO(killpg(leader, 0), ESRCH);
  CHECK_ERRNO(setpgid(getpid(), 0x3fffff), EPERM);

  /* Both exits of a session with a stopped group: the orphan is told by SIGHUP, then goes on. */
  CHECK(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
  pid_t session = fork();
  if (session == 0) {
    CHECK(setsid() == getpid());
    pid_t stopped = fork();
    if (stopped == 0) {
      CHECK(setpgid(0, 0) == 0);
      handle(SIGHUP, report, 0);
      raise(SIGSTOP);
      report(77);
      _exit(0);
    }
    CHECK(waitpid(stopped, &status, WUNTRACED) == stopped && WIFSTOPPED(status));
    _exit(0);
  }
  expect_exit(session, 0);
  CHECK(told() == SIGHUP && told() == 77);
  CHECK(wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);

  /* SIGTSTP to a member of an orphaned group is dropped. */
  pid_t orphan = fork();
  if (orphan == 0) {
    CHECK(setsid() == getpid());
    raise(SIGTSTP);
    _exit(8);
  }
  expect_exit(orphan, 8);

  /* SIGCONT runs its handler, and drops a pending stop. */
  pid_t child = fork();
  if (child == 0) {
    handle(SIGCONT, report, 0);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0 && raise(SIGTSTP) == 0);
    CHECK(sigpending(&set) == 0 && sigismember(&set, SIGTSTP));
    raise(SIGCONT);
    CHECK(sigpending(&set) == 0 && !sigismember(&set, SIGTSTP));
    _exit(6);
  }
  CHECK(told() == SIGCONT);
  expect_exit(child, 6);
  return done("groups stop, go on and are orphaned");
}
