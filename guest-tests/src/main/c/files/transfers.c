/*
 * Rule: sendfile, splice, tee and copy_file_range complete as far as the virtual state allows.
 * Kind: semantics
 * Natively: every byte arrives, between files and pipes.
 * Fails without: TransferCalls.sendfile and TransferCalls.splice.
 */
#include "../guest.h"
#include <sys/sendfile.h>

enum { SIZE = 300000 };
static unsigned char data[SIZE], seen[SIZE];

static void check_file(const char *path) {
  int fd = open(path, O_RDONLY);
  memset(seen, 0, SIZE);
  ssize_t total = 0, n;
  while ((n = read(fd, seen + total, SIZE - (size_t)total)) > 0) total += n;
  CHECK(total == SIZE && memcmp(seen, data, SIZE) == 0);
  close(fd);
  CHECK(unlink(path) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (int i = 0; i < SIZE; i++) data[i] = (unsigned char)(i * 7 + i / 253);
  int from = open("from", O_RDWR | O_CREAT, 0600), to = open("to", O_RDWR | O_CREAT, 0600);
  CHECK(write(from, data, SIZE) == SIZE);
  off_t at = 0;
  size_t total = 0;
  while (total < SIZE) {
    ssize_t n = sendfile(to, from, &at, SIZE - total);
    CHECK(n > 0);
    total += (size_t)n;
  }
  CHECK(at == SIZE && lseek(from, 0, SEEK_CUR) == SIZE);
  CHECK(sendfile(to, from, &at, 10) == 0);
  check_file("to");

  /* Through a pipe to another process by splice, which blocks when the pipe is full. */
  int p[2];
  CHECK(pipe(p) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(p[1]);
    int out = open("spliced", O_WRONLY | O_CREAT, 0600);
    ssize_t n;
    while ((n = splice(p[0], NULL, out, NULL, 100000, SPLICE_F_MOVE)) > 0) {
    }
    _exit(n == 0 ? 0 : 1);
  }
  close(p[0]);
  loff_t offset = 0;
  while (offset < SIZE) CHECK(splice(from, &offset, p[1], NULL, (size_t)(SIZE - offset), 0) > 0);
  close(p[1]);
  expect_exit(child, 0);
  check_file("spliced");

  int copy = open("copy", O_RDWR | O_CREAT, 0600);
  offset = 0;
  while (offset < SIZE) {
    ssize_t n = copy_file_range(from, &offset, copy, NULL, (size_t)(SIZE - offset), 0);
    CHECK(n > 0);
  }
  check_file("copy");

  /* tee copies between pipes without consuming. */
  int a[2], b[2];
  char text[16];
  CHECK(pipe(a) == 0 && pipe(b) == 0 && write(a[1], "twice", 5) == 5);
  CHECK(tee(a[0], b[1], 100, 0) == 5);
  CHECK(read(a[0], text, 16) == 5 && read(b[0], text, 16) == 5 && memcmp(text, "twice", 5) == 0);
  CHECK_ERRNO(splice(from, NULL, to, NULL, 10, 0), EINVAL);
  CHECK_ERRNO(splice(a[0], NULL, b[1], NULL, 10, SPLICE_F_NONBLOCK), EAGAIN);
  CHECK_ERRNO(sendfile(a[1], a[0], NULL, 10), EINVAL);
  CHECK(unlink("from") == 0);
  return done("every byte arrives");
}
