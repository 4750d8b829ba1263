/*
 * Rule: a terminal of the guest's own blocks in the scheduler and signals its foreground group.
 * Kind: semantics
 * Natively: lines, echo, end of file, ^C, the window size and the hang-up of a pty hold.
 * Fails without: LineDiscipline.type.
 */
#include "../guest.h"
#include <termios.h>

static int terminal, line;

static void read_whole(char *text, size_t size) {
  for (size_t have = 0; have < size;) {
    ssize_t n = read(terminal, text + have, size - have);
    CHECK(n > 0);
    have += (size_t)n;
  }
  text[size] = 0;
}

static void expect(const char *wanted) {
  char text[64];
  read_whole(text, strlen(wanted));
  CHECK(strcmp(text, wanted) == 0);
}

/* The echo and the handler's answer, whichever comes first. */
static void expect_both(const char *one, const char *other) {
  char text[64], first[64], second[64];
  read_whole(text, strlen(one) + strlen(other));
  snprintf(first, sizeof first, "%s%s", one, other);
  snprintf(second, sizeof second, "%s%s", other, one);
  show("order", "%s", strcmp(text, first) == 0 ? "echo first" : "answer first");
  CHECK(strcmp(text, first) == 0 || strcmp(text, second) == 0);
}

static void interrupted(int signal) {
  (void)signal;
  CHECK(write(line, "!\n", 2) == 2);
}

/* A small program at the terminal: repeats each line until end of file. */
static void repeats(const char *name) {
  CHECK(setsid() == getpid());
  line = open(name, O_RDWR);
  CHECK(line >= 0 && tcgetpgrp(line) == getpid());
  struct sigaction action = {.sa_handler = interrupted, .sa_flags = SA_RESTART};
  CHECK(sigaction(SIGINT, &action, NULL) == 0);
  char text[64];
  ssize_t n;
  CHECK(write(line, "ready\n", 6) == 6);
  while ((n = read(line, text, sizeof text)) > 0) CHECK(write(line, text, (size_t)n) == n);
  CHECK(n == 0);
  for (;;) pause(); /* until the hang-up */
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  terminal = posix_openpt(O_RDWR | O_NOCTTY);
  CHECK(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
  char name[64];
  CHECK(ptsname_r(terminal, name, sizeof name) == 0);
  show("name", "%s", name);
  int keep = open(name, O_RDWR | O_NOCTTY);
  CHECK(keep >= 0 && isatty(keep));
  struct winsize size = {.ws_row = 11, .ws_col = 22}, got;
  CHECK(ioctl(terminal, TIOCSWINSZ, &size) == 0 && ioctl(keep, TIOCGWINSZ, &got) == 0);
  CHECK(got.ws_row == 11 && got.ws_col == 22);
  struct termios mode;
  CHECK(tcgetattr(keep, &mode) == 0);
  mode.c_lflag |= NOFLSH; /* else ^C drops what the handler writes, or does not */
  CHECK(tcsetattr(keep, TCSANOW, &mode) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(keep);
    close(terminal); /* else it would never hang up */
    repeats(name);
  }
  expect("ready\r\n");
  CHECK(write(terminal, "one\n", 4) == 4);
  expect("one\r\none\r\n"); /* the echo, then the answer */
  CHECK(write(terminal, "tw\177wo\n", 6) == 6);
  expect("tw\b \bwo\r\ntwo\r\n");
  CHECK(write(terminal, "\003", 1) == 1);
  expect_both("^C", "!\r\n");
  mode.c_lflag &= ~(tcflag_t)ECHO;
  CHECK(tcsetattr(keep, TCSANOW, &mode) == 0);
  CHECK(write(terminal, "quiet\n", 6) == 6);
  expect("quiet\r\n");
  CHECK(write(terminal, "\004", 1) == 1);
  await_blocked(child);
  struct pollfd one = {.fd = terminal, .events = POLLIN};
  CHECK(poll(&one, 1, 10) == 0);
  close(keep);
  close(terminal);
  expect_killed(child, SIGHUP);
  return done("the terminal keeps its manners");
}
