/*
 * Rule: EINTR and the restart of system calls follow Linux.
 * Kind: semantics
 * Natively: read restarts with SA_RESTART only; poll, select, pause, nanosleep never do; wait does.
 * Fails without: Delivery.finish, the decision between restart and EINTR.
 */
#include "../guest.h"
#include <sys/select.h>

static volatile int alarms;
static int p[2], feed;

static void on_alarm(int signal) {
  (void)signal;
  alarms++;
  if (feed) CHECK(write(p[1], "x", 1) == 1);
}

static void arm(void) {
  alarms = 0;
  arm_alarm(20000);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char byte;
  CHECK(pipe(p) == 0);
  handle(SIGALRM, on_alarm, 0);
  arm();
  CHECK_ERRNO(read(p[0], &byte, 1), EINTR);
  CHECK(alarms >= 1);

  feed = 1;
  handle(SIGALRM, on_alarm, SA_RESTART);
  arm();
  CHECK(read(p[0], &byte, 1) == 1 && alarms >= 1);

  disarm_alarm();
  feed = 0;
  while (fcntl(p[0], F_SETFL, O_NONBLOCK) == 0 && read(p[0], &byte, 1) == 1) {
  }
  CHECK(fcntl(p[0], F_SETFL, 0) == 0);
  struct pollfd one = {.fd = p[0], .events = POLLIN};
  arm();
  CHECK_ERRNO(poll(&one, 1, -1), EINTR);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(p[0], &set);
  arm();
  CHECK_ERRNO(select(p[0] + 1, &set, NULL, NULL, NULL), EINTR);
  arm();
  CHECK_ERRNO(pause(), EINTR);
  sigset_t empty;
  sigemptyset(&empty);
  arm();
  CHECK_ERRNO(sigsuspend(&empty), EINTR);

  disarm_alarm();

  /* waitpid restarts after the handler. */
  pid_t child = fork();
  if (child == 0) {
    sleep_millis(100);
    _exit(5);
  }
  arm();
  int status;
  CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5 && alarms >= 1);
  disarm_alarm();
  handle(SIGALRM, on_alarm, 0);
  child = fork();
  if (child == 0) {
    sleep_millis(100);
    _exit(5);
  }
  arm();
  CHECK_ERRNO(waitpid(child, &status, 0), EINTR);
  disarm_alarm();
  expect_exit(child, 5);

  /* An ignored signal interrupts nothing; neither does a stop and continue. */
  signal(SIGALRM, SIG_IGN);
  one.revents = 0;
  arm();
  CHECK(poll(&one, 1, 60) == 0);
  return done("calls restart or end with EINTR as Linux says");
}
