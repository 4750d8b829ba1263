/*
 * Rule: AT_RANDOM is seeded, and so are the stack protector and malloc's keys that come of it.
 * Kind: varies
 * Natively: every run prints other bytes.
 * Fails without: AuxiliaryVector.rewrite (the bytes of AT_RANDOM).
 */
#include "../guest.h"
#include <sys/auxv.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  const unsigned char *bytes = (const unsigned char *)getauxval(AT_RANDOM);
  CHECK(bytes != NULL);
  char text[33];
  int zeroes = 0;
  for (int i = 0; i < 16; i++) {
    snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    zeroes += bytes[i] == 0;
  }
  CHECK(zeroes < 16);
  show("AT_RANDOM", "%s", text);
  unsigned long canary;
  __asm__("mov %%fs:0x28, %0" : "=r"(canary));
  show("stack protector", "%016lx", canary);
  return done("AT_RANDOM points to sixteen bytes");
}
