/*
 * Rule: a thousand processes that live at the same time are created, run and collected in order.
 * Kind: varies
 * Natively: the order in which the children come to the pipe, and their ids, vary.
 * Fails without: WaitCalls.collect, and Processes.start, which numbers them.
 */
#include "../guest.h"

enum { PROCESSES = 1000 };
static pid_t arrivals[PROCESSES];

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int arrive[2], leave[2];
  CHECK(pipe(arrive) == 0 && pipe(leave) == 0);
  for (int i = 0; i < PROCESSES; i++) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      close(leave[1]);
      pid_t me = getpid();
      char end;
      if (write(arrive[1], &me, sizeof me) != sizeof me || read(leave[0], &end, 1) != 0) _exit(99);
      _exit(i % 64);
    }
  }
  for (int i = 0; i < PROCESSES; i++) {
    CHECK(read(arrive[0], &arrivals[i], sizeof arrivals[i]) == sizeof arrivals[i]);
    CHECK(kill(arrivals[i], 0) == 0);
  }
  close(leave[1]);
  long sum = 0;
  for (int i = 0; i < PROCESSES; i++) {
    int status;
    pid_t gone = wait(&status);
    CHECK(gone > 0 && WIFEXITED(status));
    sum += WEXITSTATUS(status);
    show("process", "%d came, %d went", arrivals[i], gone);
  }
  CHECK(wait(NULL) == -1 && errno == ECHILD);
  long expected = 0;
  for (int i = 0; i < PROCESSES; i++) expected += i % 64;
  CHECK(sum == expected);
  return done("a thousand processes at once");
}
