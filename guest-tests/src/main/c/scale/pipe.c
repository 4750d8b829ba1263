/*
 * Rule: a gigabyte goes through a pipe, byte by byte in order, whatever the sizes of the parts.
 * Kind: semantics
 * Natively: the reader sees all that the writer wrote.
 * Fails without: PipeEnd.write, the continuation of a partial write.
 */
#include "../guest.h"

enum { PART = 1 << 18, PARTS = 1 << 12 };
static uint32_t written[PART / 4], seen[PART / 4];

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (uint32_t i = 0; i < PART / 4; i++) written[i] = i * 2654435761u;
  int ends[2];
  CHECK(pipe(ends) == 0);
  pid_t writer = fork();
  if (writer == 0) {
    close(ends[0]);
    for (uint32_t i = 0; i < PARTS; i++) {
      written[i] = i;
      CHECK(write(ends[1], written, PART) == PART);
    }
    _exit(0);
  }
  close(ends[1]);
  for (uint32_t i = 0; i < PARTS; i++) {
    for (size_t got = 0; got < PART;) {
      ssize_t n = read(ends[0], (char *)seen + got, PART - got);
      CHECK(n > 0);
      got += (size_t)n;
    }
    written[i] = i;
    CHECK(memcmp(seen, written, PART) == 0);
  }
  CHECK(read(ends[0], seen, 1) == 0);
  expect_exit(writer, 0);
  return done("a gigabyte through a pipe");
}
