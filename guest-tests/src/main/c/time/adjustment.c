/*
 * Rule: the state of the clock discipline is the virtual clock's, not the host's.
 * Kind: varies
 * Natively: adjtimex shows the time and what the host's NTP does to it.
 * Fails without: TimeRows.java, whose rows answer adjtimex and clock_adjtime with EPERM.
 */
#include "../guest.h"
#include <sys/timex.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct timex t = {.modes = 0};
  int state = adjtimex(&t);
  if (state < 0) {
    CHECK(errno == ENOSYS || errno == EPERM);
    show("adjtimex", "%s", strerror(errno));
    return done("the clock is not steered from here");
  }
  show("adjtimex", "state %d, offset %ld, frequency %ld, time %ld.%06ld", state, t.offset, t.freq,
       t.time.tv_sec, t.time.tv_usec);
  CHECK(labs(t.time.tv_sec - time(NULL)) <= 1);
  return done("the clock is not steered from here");
}
