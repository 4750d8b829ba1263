/*
 * Rule: a blocking write larger than the pipe completes in parts as the reader makes room.
 * Kind: semantics
 * Natively: one write of 1 MiB returns 1 MiB; the reader sees every byte in order.
 * Fails without: PipeEnd.write, the continuation of a partial write.
 */
#include "../guest.h"

enum { SIZE = 1 << 20 };
static unsigned char data[SIZE], seen[SIZE];

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (int i = 0; i < SIZE; i++) data[i] = (unsigned char)(i * 31 + i / 251);
  int p[2];
  CHECK(pipe(p) == 0);
  pid_t writer = fork();
  if (writer == 0) {
    close(p[0]);
    CHECK(write(p[1], data, SIZE) == SIZE);
    _exit(0);
  }
  close(p[1]);
  int total = 0, reads = 0;
  for (;;) {
    ssize_t n = read(p[0], seen + total, SIZE - total > 50000 ? 50000 : SIZE - total + 1);
    CHECK(n >= 0);
    if (n == 0) break;
    total += n;
    reads++;
    show("read", "%zd", n);
  }
  CHECK(total == SIZE && memcmp(data, seen, SIZE) == 0);
  expect_exit(writer, 0);
  close(p[0]);

  /* A reader that leaves in the middle: the bytes taken so far are told, then EPIPE. */
  CHECK(pipe(p) == 0);
  signal(SIGPIPE, SIG_IGN);
  writer = fork();
  if (writer == 0) {
    close(p[0]);
    ssize_t n = write(p[1], data, SIZE);
    CHECK(n > 0 && n < SIZE);
    CHECK_ERRNO(write(p[1], data, 1), EPIPE);
    _exit(0);
  }
  close(p[1]);
  CHECK(read(p[0], seen, 100) == 100);
  await_blocked(writer);
  close(p[0]);
  expect_exit(writer, 0);
  CHECK(reads >= SIZE / 65536);
  return done("a large write arrives whole");
}
