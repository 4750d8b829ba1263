/*
 * Rule: a terminal is for those in the foreground; others are stopped, refused, or told of its end.
 * Kind: semantics
 * Natively: SIGTTIN, SIGTTOU, TOSTOP, orphans, tcsetpgrp, SIGWINCH, leaders' ends and hang-ups hold.
 * Fails without: JobControl.check, Terminals.leaderEnds and PseudoTerminal.hangUp.
 */
#include "../guest.h"
#include <sys/prctl.h>
#include <termios.h>

static int master, line, told[2], ready[2];
static volatile pid_t *left; /* the process that a leader leaves in the foreground */
static char name[64];

static void tell(int signal) {
  char byte = (char)signal;
  CHECK(write(told[1], &byte, 1) == 1);
}

static int next(void) {
  char byte;
  ssize_t n;
  while ((n = read(told[0], &byte, 1)) < 0 && errno == EINTR) {
  }
  CHECK(n == 1);
  return byte;
}

/* Both come, and the handler of the second one runs first. */
static void expect_hang_up_and_continue(void) {
  int first = next(), second = next();
  CHECK((first == SIGHUP && second == SIGCONT) || (first == SIGCONT && second == SIGHUP));
}

static void open_pair(void) {
  master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  CHECK(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
  CHECK(ptsname_r(master, name, sizeof name) == 0);
}

/* A session leader on the terminal runs the test in a process group of its own. */
static pid_t in_session(void (*test)(void)) {
  pid_t leader = fork();
  if (leader == 0) {
    CHECK(setsid() == getpid());
    line = open(name, O_RDWR);
    CHECK(line >= 0 && tcgetpgrp(line) == getpid());
    test();
    _exit(0);
  }
  return leader;
}

static pid_t background(void (*run)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    CHECK(setpgid(0, 0) == 0);
    run();
    _exit(0);
  }
  setpgid(pid, pid);
  return pid;
}

static void expect_stopped(pid_t pid, int signal) {
  int status;
  CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
  CHECK_RETURNS(WSTOPSIG(status), signal);
}

static void to_foreground(pid_t group) {
  CHECK(tcsetpgrp(line, group) == 0 && kill(-group, SIGCONT) == 0);
}

static void reads(void) {
  char text[16];
  CHECK(read(line, text, sizeof text) == 5 && memcmp(text, "text\n", 5) == 0);
}
static void writes(void) { CHECK(write(line, "w", 1) == 1); }
static void sets(void) {
  struct termios mode;
  CHECK(tcgetattr(line, &mode) == 0 && tcsetattr(line, TCSANOW, &mode) == 0);
}
static void takes(void) { CHECK(tcsetpgrp(line, getpid()) == 0 && tcgetpgrp(line) == getpid()); }

static void stops(void) {
  CHECK(signal(SIGTTOU, SIG_IGN) == SIG_DFL); /* as a shell does */
  pid_t pid = background(reads);
  expect_stopped(pid, SIGTTIN);
  to_foreground(pid);
  expect_exit(pid, 0); /* the read began again */
  CHECK(tcsetpgrp(line, getpid()) == 0);
  signal(SIGTTOU, SIG_DFL);
  expect_exit(background(writes), 0); /* may write */
  struct termios mode;
  CHECK(tcgetattr(line, &mode) == 0);
  mode.c_lflag |= TOSTOP;
  CHECK(tcsetattr(line, TCSANOW, &mode) == 0);
  void (*const runs[])(void) = {writes, sets, takes};
  for (int i = 0; i < 3; i++) {
    pid = background(runs[i]);
    expect_stopped(pid, SIGTTOU);
    to_foreground(pid);
    expect_exit(pid, 0);
    signal(SIGTTOU, SIG_IGN);
    CHECK(tcsetpgrp(line, getpid()) == 0);
    signal(SIGTTOU, SIG_DFL);
  }
}

/* Who ignores or blocks the signals is not stopped: cannot read, but may do the rest. */
static void ignores(void) {
  signal(SIGTTIN, SIG_IGN);
  char byte;
  CHECK_ERRNO(read(line, &byte, 1), EIO);
  signal(SIGTTIN, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  writes();
  sets();
  takes();
}

static void on_background(int signal) { tell(signal); }

/* With a handler the call ends as after any signal. */
static void handles(void) {
  char byte;
  handle(SIGTTIN, on_background, 0);
  CHECK_ERRNO(read(line, &byte, 1), EINTR);
  CHECK(next() == SIGTTIN);
}

static void refusals(void) {
  expect_exit(background(ignores), 0);
  signal(SIGTTOU, SIG_IGN);
  CHECK(tcsetpgrp(line, getpid()) == 0);
  expect_exit(background(handles), 0);
  CHECK_ERRNO(tcsetpgrp(line, 0x3fffff), ESRCH);
  CHECK_ERRNO(tcsetpgrp(line, getppid()), EPERM);
  CHECK_ERRNO(tcsetpgrp(told[0], getpid()), ENOTTY);
}

/* Nobody could continue an orphaned group: it gets errors instead of stops. */
static void orphaned(void) {
  pid_t parent = getpid(), child = fork();
  if (child > 0) return;
  while (getppid() == parent) sleep_millis(1);
  char byte;
  struct termios mode;
  CHECK_ERRNO(read(line, &byte, 1), EIO);
  CHECK(tcgetattr(line, &mode) == 0);
  CHECK_ERRNO(tcsetattr(line, TCSANOW, &mode), EIO);
  CHECK_ERRNO(tcsetpgrp(line, getpgrp()), ENOTTY);
  tell(50);
}

static void orphans(void) {
  expect_exit(background(orphaned), 0);
  CHECK(next() == 50);
}

static void in_foreground(void) {
  handle(SIGHUP, tell, 0);
  handle(SIGWINCH, tell, 0);
  handle(SIGCONT, tell, 0);
  tell(1);
  for (;;) pause();
}

/* The leader's end hangs up on the group in the foreground. */
static void leaves(void) {
  pid_t pid = background(in_foreground);
  CHECK(next() == 1);
  signal(SIGTTOU, SIG_IGN);
  CHECK(tcsetpgrp(line, *left = pid) == 0);
  CHECK(ioctl(master, TIOCSWINSZ, &(struct winsize){.ws_row = 5, .ws_col = 6}) == 0);
  CHECK(next() == SIGWINCH);
  CHECK(ioctl(master, TIOCSWINSZ, &(struct winsize){.ws_row = 5, .ws_col = 6}) == 0); /* no change */
}

/* Giving the terminal up tells the foreground as well. */
static void gives_up(void) {
  pid_t pid = background(in_foreground);
  CHECK(next() == 1);
  signal(SIGTTOU, SIG_IGN);
  CHECK(tcsetpgrp(line, pid) == 0 && ioctl(line, TIOCNOTTY) == 0);
  expect_hang_up_and_continue();
  CHECK_ERRNO(tcgetpgrp(line), ENOTTY);
  CHECK(open("/dev/tty", O_RDWR) < 0 && errno == ENXIO);
  CHECK(kill(pid, SIGKILL) == 0);
  expect_killed(pid, SIGKILL);
}

/* The terminal hangs up: the leader is told, and when it ends, the foreground. */
static void hung_up(void) {
  close(master);
  pid_t pid = background(in_foreground);
  CHECK(next() == 1);
  handle(SIGHUP, tell, 0);
  signal(SIGTTOU, SIG_IGN);
  CHECK(tcsetpgrp(line, *left = pid) == 0 && write(ready[1], "x", 1) == 1);
  CHECK(next() == SIGHUP);
  char byte;
  CHECK(read(line, &byte, 1) == 0);
  CHECK_ERRNO(write(line, "x", 1), EIO);
}

static void end_left(void) {
  CHECK(kill(*left, SIGKILL) == 0);
  expect_killed(*left, SIGKILL);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  left = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(pipe(told) == 0 && pipe(ready) == 0 && prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
  open_pair();
  int keep = open(name, O_RDWR | O_NOCTTY);
  CHECK(keep >= 0 && write(master, "text\n", 5) == 5);
  expect_exit(in_session(stops), 0);
  expect_exit(in_session(refusals), 0);
  expect_exit(in_session(orphans), 0);
  CHECK(waitpid(-1, NULL, 0) > 0);
  expect_exit(in_session(leaves), 0);
  CHECK(next() == SIGHUP);
  end_left();
  expect_exit(in_session(gives_up), 0);
  pid_t leader = in_session(hung_up);
  char byte;
  CHECK(read(ready[0], &byte, 1) == 1);
  close(master);
  expect_exit(leader, 0);
  expect_hang_up_and_continue();
  end_left();
  return done("terminals know their foreground");
}
