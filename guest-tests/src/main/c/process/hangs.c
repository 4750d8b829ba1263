/*
 * Rule: a guest that waits for what can never come is a deadlock, also without locks.
 * Kind: semantics
 * Reprise arguments: --hang
 * Reprise exit: 121
 * Natively: reading the own empty pipe, and waiting for a child that waits for us, hang for ever.
 * Fails without: Kernel.next, which throws Deadlock when no thread can run again.
 */
#include "../guest.h"

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2];
  char byte;
  CHECK(pipe(p) == 0);
  pid_t child = fork();
  if (child == 0) {
    /* The child holds the writing end as well, so that the end of file never comes. */
    if (guest_has("--hang")) read(p[0], &byte, 1);
    CHECK(fcntl(p[0], F_SETFL, O_NONBLOCK) == 0);
    CHECK_ERRNO(read(p[0], &byte, 1), EAGAIN);
    _exit(0);
  }
  expect_exit(child, 0);
  return done("nothing ever comes from the own pipe");
}
