/*
 * Rule: getrandom, /dev/urandom and /dev/random come from a seeded generator for each thread.
 * Kind: varies
 * Natively: every run prints other bytes; no two reads are equal.
 * Fails without: RandomSource.derive, and RandomDevice.read behind the two devices.
 */
#include "../guest.h"
#include <sys/random.h>

static void print(const char *name, const unsigned char *bytes) {
  char text[33];
  for (int i = 0; i < 16; i++) snprintf(text + 2 * i, 3, "%02x", bytes[i]);
  show(name, "%s", text);
}

static void device(const char *path, unsigned char *bytes) {
  int fd = open(path, O_RDONLY);
  CHECK(fd >= 0);
  CHECK(read(fd, bytes, 16) == 16);
  struct stat s;
  CHECK(fstat(fd, &s) == 0 && S_ISCHR(s.st_mode));
  close(fd);
  print(path, bytes);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned char b[6][16] = {{0}};
  CHECK(getrandom(b[0], 16, 0) == 16);
  print("getrandom", b[0]);
  CHECK(getrandom(b[1], 16, GRND_NONBLOCK) == 16);
  print("again", b[1]);
  CHECK(getrandom(b[2], 16, GRND_RANDOM) == 16);
  CHECK(getentropy(b[3], 16) == 0);
  print("getentropy", b[3]);
  device("/dev/urandom", b[4]);
  device("/dev/random", b[5]);
  for (int i = 0; i < 6; i++) {
    for (int j = 0; j < i; j++) CHECK(memcmp(b[i], b[j], 16) != 0);
  }
  unsigned char large[5000] = {0};
  CHECK(getrandom(large, sizeof large, 0) == sizeof large);
  int zeroes = 0;
  for (size_t i = 0; i < sizeof large; i++) zeroes += large[i] == 0;
  CHECK(zeroes < 200);
  CHECK(getrandom(b, 0, 0) == 0);
  CHECK_ERRNO(getrandom(b, 1, 0x100), EINVAL);
  CHECK_ERRNO(syscall(SYS_getrandom, (void *)1, 16, 0), EFAULT);
  return done("random bytes differ from one another");
}
