/*
 * Rule: processes interleave in the order that the scheduler decides.
 * Kind: varies
 * Natively: processes append to one file, start and end in another order each time.
 * Fails without: RoundRobin.choose, one event at a time among processes.
 */
#include "../guest.h"

enum { PROCESSES = 6, STEPS = 50 };

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int fd = open("race.out", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600), gate[2];
  CHECK(fd >= 0 && pipe(gate) == 0);
  pid_t pids[PROCESSES];
  for (int i = 0; i < PROCESSES; i++) {
    pids[i] = fork();
    if (pids[i] == 0) {
      char letter = (char)('a' + i);
      close(gate[1]);
      CHECK(read(gate[0], &letter, 1) == 0);
      for (int j = 0; j < STEPS; j++) CHECK(write(fd, &letter, 1) == 1);
      _exit(i);
    }
  }
  close(gate[0]);
  close(gate[1]);
  char ends[PROCESSES + 1] = "", text[PROCESSES * STEPS + 1];
  for (int i = 0; i < PROCESSES; i++) {
    int status;
    CHECK(wait(&status) > 0 && WIFEXITED(status));
    ends[i] = (char)('a' + WEXITSTATUS(status));
  }
  CHECK(pread(fd, text, sizeof text, 0) == PROCESSES * STEPS);
  text[PROCESSES * STEPS] = 0;
  show("order", "%s", text);
  show("ends", "%s", ends);
  CHECK(unlink("race.out") == 0);
  return done("every process appends and ends");
}
