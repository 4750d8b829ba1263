/*
 * Rule: a parent is told of its children by SIGCHLD, or by what else was agreed, as Linux does.
 * Kind: semantics
 * Natively: codes, fields, SA_NOCLDSTOP, SA_NOCLDWAIT, SIG_IGN, exit signals and PR_SET_PDEATHSIG hold.
 * Fails without: Signals.childChanged, Exits.tell and Exits.threadEnded.
 */
#include "../guest.h"
#include <sys/prctl.h>

static sigset_t set;
static int p[2];
static volatile int handled;

static void on_child(int signal) { (void)signal; handled++; }

static pid_t child_that(int what) {
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid > 0) return pid;
  /* A group of its own is not orphaned, however the tests were started: SIGTSTP stops it. */
  CHECK(setpgid(0, 0) == 0);
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  if (what >= 0) _exit(what);
  CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
  signal(-what, SIG_DFL);
  raise(-what);
  for (;;) pause();
}

static siginfo_t told(int code, pid_t pid, int status) {
  siginfo_t info;
  int signal;
  while ((signal = sigtimedwait(&set, &info, &(struct timespec){60, 0})) < 0 && errno == EINTR) {
  }
  CHECK(signal > 0 && info.si_code == code && info.si_pid == pid && info.si_status == status);
  CHECK(info.si_uid == getuid() && info.si_errno == 0);
  return info;
}

static int silent(void) {
  sigset_t pending;
  return sigpending(&pending) == 0 && !sigismember(&pending, SIGCHLD);
}

static void codes(void) {
  int status;
  pid_t pid = child_that(42);
  told(CLD_EXITED, pid, 42);
  expect_exit(pid, 42);
  pid = child_that(-SIGTERM);
  told(CLD_KILLED, pid, SIGTERM);
  expect_killed(pid, SIGTERM);
  pid = child_that(-SIGSEGV);
  told(CLD_KILLED, pid, SIGSEGV);
  expect_killed(pid, SIGSEGV);
  pid = child_that(-SIGSTOP);
  told(CLD_STOPPED, pid, SIGSTOP);
  CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
  CHECK(kill(pid, SIGCONT) == 0);
  told(CLD_CONTINUED, pid, SIGCONT);
  CHECK(waitpid(pid, &status, WUNTRACED | WCONTINUED) == pid && WIFCONTINUED(status));
  CHECK(waitpid(pid, &status, WUNTRACED | WCONTINUED | WNOHANG) == 0); /* each is told once */
  CHECK(kill(pid, SIGTSTP) == 0);
  told(CLD_STOPPED, pid, SIGTSTP);
  CHECK(kill(pid, SIGKILL) == 0); /* also a stopped one is killed at once */
  told(CLD_KILLED, pid, SIGKILL);
  CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSIGNALED(status));
  /* While it is blocked, the first one's information stays. */
  pid = child_that(1);
  pid_t second = child_that(2);
  siginfo_t info;
  CHECK(waitid(P_PID, second, &info, WEXITED | WNOWAIT) == 0 && info.si_status == 2);
  CHECK(waitid(P_PID, pid, &info, WEXITED | WNOWAIT) == 0 && info.si_code == CLD_EXITED);
  CHECK(sigwaitinfo(&set, &info) == SIGCHLD && silent());
  expect_exit(pid, 1);
  expect_exit(second, 2);
}

static void flags(void) {
  int status;
  struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_NOCLDSTOP};
  CHECK(sigaction(SIGCHLD, &action, NULL) == 0);
  pid_t pid = child_that(-SIGSTOP);
  CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status) && silent());
  CHECK(kill(pid, SIGCONT) == 0 && waitpid(pid, &status, WCONTINUED) == pid && silent());
  CHECK(kill(pid, SIGKILL) == 0);
  told(CLD_KILLED, pid, SIGKILL);
  expect_killed(pid, SIGKILL);
  /* No zombie, but a signal. */
  action.sa_flags = SA_NOCLDWAIT;
  CHECK(sigaction(SIGCHLD, &action, NULL) == 0);
  pid = child_that(5);
  told(CLD_EXITED, pid, 5);
  CHECK_ERRNO(waitpid(pid, &status, 0), ECHILD);
  CHECK_ERRNO(kill(pid, 0), ESRCH);
  /* Neither; wait ends with the last one. */
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 3; i++) child_that(i);
  CHECK_ERRNO(wait(&status), ECHILD);
  CHECK(silent());
  /* Who exits before it is ignored stays, and is waited for. */
  signal(SIGCHLD, SIG_DFL);
  pid = child_that(6);
  told(CLD_EXITED, pid, 6);
  signal(SIGCHLD, SIG_IGN);
  expect_exit(pid, 6);
  signal(SIGCHLD, SIG_DFL);
}

static pid_t cloned(unsigned long signal) {
  pid_t pid = (pid_t)syscall(SYS_clone, signal, 0, 0, 0, 0);
  CHECK(pid >= 0);
  if (pid == 0) _exit(7);
  return pid;
}

/* Children whose end has another signal, or none, are waited for on request only. */
static void exit_signals(void) {
  int status;
  pid_t pid = cloned(SIGRTMIN);
  told(CLD_EXITED, pid, 7);
  CHECK_ERRNO(waitpid(pid, &status, 0), ECHILD);
  CHECK(waitpid(pid, &status, __WCLONE) == pid && WEXITSTATUS(status) == 7);
  pid = cloned(0);
  CHECK(waitpid(pid, &status, __WALL) == pid && WEXITSTATUS(status) == 7 && silent());
}

/* Dies with the thread that made it, not with the process. */
static void *makes_child(void *argument) {
  pid_t *pid = argument;
  *pid = fork();
  if (*pid == 0) {
    CHECK(prctl(PR_SET_PDEATHSIG, SIGUSR1) == 0);
    int signal = 0;
    CHECK(prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal == SIGUSR1);
    pid_t grandchild = fork();
    if (grandchild == 0) {
      CHECK(prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal == 0); /* not inherited */
      _exit(0);
    }
    expect_exit(grandchild, 0);
    CHECK(write(p[1], "x", 1) == 1);
    siginfo_t info;
    sigdelset(&set, SIGCHLD);
    CHECK(sigwaitinfo(&set, &info) == SIGUSR1 && info.si_code == SI_USER && info.si_pid == getppid());
    _exit(8);
  }
  char byte;
  CHECK(read(p[0], &byte, 1) == 1);
  return NULL;
}

static void parents_death(void) {
  pid_t pid;
  pthread_t t;
  CHECK(pthread_create(&t, NULL, makes_child, &pid) == 0 && pthread_join(t, NULL) == 0);
  expect_exit(pid, 8);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGRTMIN);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0 && pipe(p) == 0);
  handle(SIGCHLD, on_child, 0);
  codes();
  flags();
  exit_signals();
  parents_death();
  return done("parents are told of their children");
}
