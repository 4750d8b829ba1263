/*
 * Rule: a process that spins on memory which it shares gives way to other processes.
 * Kind: semantics
 * Natively: parent and child answer each other through a shared page.
 * Fails without: Spins.look, which finds that the thread runs in circles.
 */
#include "../guest.h"

int main(int argc, char **argv) {
  guest_init(argc, argv);
  volatile int *ball = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(ball != MAP_FAILED);
  pid_t child = fork();
  CHECK(child >= 0);
  for (int i = 0; i < 30; i++) {
    int mine = 2 * i + (child == 0);
    while (*ball != mine) __builtin_ia32_pause();
    *ball = mine + 1;
  }
  if (child == 0) _exit(7);
  int status;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
  CHECK(*ball == 60);
  return done("processes that spin take turns");
}
