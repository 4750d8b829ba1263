/*
 * Rule: orphans go to the nearest subreaper or to init; parent-death signals are sent.
 * Kind: semantics
 * Natively: the grandchild gets a new parent, and the subreaper collects its status.
 * Fails without: Exits.giveAwayChildren.
 */
#include "../guest.h"
#include <sys/prctl.h>

static void got(int signal) { _exit(signal); }

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
  int is = 0, p[2];
  CHECK(prctl(PR_GET_CHILD_SUBREAPER, &is) == 0 && is == 1);
  CHECK(pipe(p) == 0);
  pid_t me = getpid(), child = fork(), grandchild;
  if (child == 0) {
    pid_t parent = getpid();
    grandchild = fork();
    if (grandchild == 0) {
      while (getppid() == parent) sleep_millis(2);
      _exit(getppid() == me ? 21 : 1);
    }
    CHECK(write(p[1], &grandchild, sizeof grandchild) == sizeof grandchild);
    _exit(3);
  }
  CHECK(read(p[0], &grandchild, sizeof grandchild) == sizeof grandchild);
  expect_exit(child, 3);
  expect_exit(grandchild, 21);

  child = fork();
  if (child == 0) {
    grandchild = fork();
    if (grandchild == 0) {
      handle(SIGUSR1, got, 0);
      CHECK(prctl(PR_SET_PDEATHSIG, SIGUSR1) == 0);
      CHECK(write(p[1], "x", 1) == 1);
      for (;;) pause();
    }
    char byte;
    CHECK(read(p[0], &byte, 1) == 1);
    CHECK(write(p[1], &grandchild, sizeof grandchild) == sizeof grandchild);
    _exit(0);
  }
  expect_exit(child, 0);
  CHECK(read(p[0], &grandchild, sizeof grandchild) == sizeof grandchild);
  expect_exit(grandchild, SIGUSR1);

  /* A zombie's children are not lost: all are collected in the end. */
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      for (int j = 0; j < 3; j++) {
        if (fork() == 0) _exit(0);
      }
      _exit(0);
    }
  }
  int collected = 0;
  while (wait(NULL) > 0) collected++;
  CHECK(errno == ECHILD && collected == 12);
  return done("orphans are collected");
}
