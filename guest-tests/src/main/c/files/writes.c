/*
 * Rule: reading, writing and copying take all that is asked for, wherever the files lie.
 * Kind: semantics
 * Natively: O_APPEND, positions, vectors, copy_file_range, splice, tee and vmsplice hold.
 * Fails without: TransferCalls.copyFileRange and TransferCalls.splice.
 */
#include "../guest.h"
#include <sys/sendfile.h>
#include <sys/uio.h>

enum { LARGE = 5 << 20 };
static char *data, *seen;

static void same(const char *path, off_t from, size_t length) {
  int fd = open(path, O_RDONLY);
  CHECK(pread(fd, seen, LARGE, from) >= (ssize_t)length && memcmp(seen, data, length) == 0 && close(fd) == 0);
}

static void appending(void) {
  char text[64];
  struct stat s;
  int fd = open("a", O_CREAT | O_RDWR | O_APPEND, 0600), other = open("a", O_WRONLY);
  CHECK(write(fd, "one", 3) == 3 && lseek(fd, 0, SEEK_SET) == 0 && write(fd, "two", 3) == 3);
  CHECK(lseek(fd, 0, SEEK_CUR) == 6);
  CHECK(pwrite(fd, "abc", 3, 0) == 3); /* Linux appends in spite of the position */
  CHECK(fstat(fd, &s) == 0 && s.st_size == 9 && pread(fd, text, 64, 0) == 9 && memcmp(text, "onetwoabc", 9) == 0);
  CHECK(pwrite(other, "X", 1, 0) == 1 && pread(fd, text, 1, 0) == 1 && text[0] == 'X');
  CHECK(fcntl(fd, F_SETFL, 0) == 0 && pwrite(fd, "Y", 1, 1) == 1 && pread(fd, text, 9, 0) == 9 && text[1] == 'Y');
  CHECK(fcntl(fd, F_SETFL, O_APPEND) == 0 && (fcntl(fd, F_GETFL) & O_APPEND));
  struct iovec v[3] = {{"p", 1}, {"", 0}, {"qr", 2}};
  CHECK(writev(fd, v, 3) == 3 && pwritev(fd, v, 3, 0) == 3 && fstat(fd, &s) == 0 && s.st_size == 15);
  CHECK(pwritev2(other, v, 3, 0, RWF_APPEND) == 3 && fstat(fd, &s) == 0 && s.st_size == 18);
  CHECK_ERRNO(pwritev2(other, v, 3, 0, 0x10000), EOPNOTSUPP);
  CHECK_ERRNO(pread(fd, text, 1, -1), EINVAL);
  CHECK_ERRNO(pread(other, text, 1, 0), EBADF);
  CHECK_ERRNO(read(open(".", O_RDONLY), text, 1), EISDIR);
  CHECK_ERRNO(syscall(SYS_writev, fd, v, -1), EINVAL);
  CHECK_ERRNO(syscall(SYS_writev, fd, v, 1025), EINVAL);
  CHECK_ERRNO(syscall(SYS_write, fd, 8, 1), EFAULT);
  CHECK(read(fd, text, 0) == 0 && write(fd, text, 0) == 0 && lseek(fd, 100, SEEK_SET) == 100 && read(fd, text, 1) == 0);
  CHECK(close(fd) == 0 && close(other) == 0 && unlink("a") == 0);
}

static void copies(void) {
  int from = open("from", O_CREAT | O_RDWR, 0600), to = open("to", O_CREAT | O_RDWR, 0600);
  int memory = memfd_create("memory", 0);
  CHECK(write(from, data, LARGE) == LARGE && lseek(from, 0, SEEK_SET) == 0);
  CHECK(copy_file_range(from, NULL, to, NULL, LARGE + 100, 0) == LARGE);
  same("to", 0, LARGE);
  CHECK(lseek(from, 0, SEEK_CUR) == LARGE && lseek(to, 0, SEEK_CUR) == LARGE);
  CHECK(copy_file_range(from, NULL, to, NULL, 10, 0) == 0);
  loff_t in = 5, out = LARGE + 3;
  CHECK(copy_file_range(from, &in, to, &out, 1000000, 0) == 1000000 && in == 1000005 && out == LARGE + 1000003);
  CHECK(lseek(from, 0, SEEK_CUR) == LARGE);
  in = 0, out = 10;
  CHECK_ERRNO(copy_file_range(to, &in, to, &out, 100, 0), EINVAL);
  CHECK(copy_file_range(to, &in, to, &out, 10, 0) == 10 && copy_file_range(to, &in, to, &out, 0, 0) == 0);
  CHECK_ERRNO(copy_file_range(from, NULL, to, NULL, 10, 1), EINVAL);
  int appending = open("to", O_WRONLY | O_APPEND), reading = open("to", O_RDONLY), here = open(".", O_RDONLY), p[2];
  CHECK_ERRNO(copy_file_range(from, NULL, appending, NULL, 10, 0), EBADF);
  CHECK_ERRNO(copy_file_range(from, NULL, reading, NULL, 10, 0), EBADF);
  CHECK_ERRNO(copy_file_range(here, NULL, to, NULL, 10, 0), EISDIR);
  CHECK(pipe(p) == 0);
  CHECK_ERRNO(copy_file_range(p[0], NULL, to, NULL, 10, 0), EINVAL);
  close(p[0]), close(p[1]);

  /* sendfile moves all between files, and from a nameless one. */
  off_t at = 7;
  CHECK(ftruncate(to, 0) == 0 && lseek(to, 0, SEEK_SET) == 0);
  CHECK(sendfile(to, from, &at, LARGE) == LARGE - 7 && at == LARGE);
  memmove(seen, data + 7, LARGE - 7);
  CHECK(write(memory, data, LARGE) == LARGE && lseek(memory, 0, SEEK_SET) == 0 && ftruncate(to, 0) == 0);
  CHECK(lseek(to, 0, SEEK_SET) == 0 && sendfile(to, memory, NULL, LARGE) == LARGE);
  same("to", 0, LARGE);
  CHECK_ERRNO(sendfile(appending, from, NULL, 10), EINVAL);
  CHECK_ERRNO(sendfile(reading, from, NULL, 10), EBADF);
  CHECK_ERRNO(sendfile(to, appending, NULL, 10), EBADF);
  CHECK_ERRNO(sendfile(to, from, (off_t[]){-1}, 10), EINVAL);

  /* Through a pipe: by its capacity at most, and then no more. */
  CHECK(pipe2(p, O_NONBLOCK) == 0 && fcntl(p[0], F_GETPIPE_SZ) == 65536);
  loff_t offset = 0;
  CHECK(splice(from, &offset, p[1], NULL, LARGE, SPLICE_F_NONBLOCK) == 65536 && offset == 65536);
  CHECK_ERRNO(splice(from, &offset, p[1], NULL, LARGE, SPLICE_F_NONBLOCK), EAGAIN);
  int q[2];
  CHECK(pipe2(q, O_NONBLOCK) == 0 && tee(p[0], q[1], 1000, 0) == 1000 && read(q[0], seen, LARGE) == 1000);
  CHECK(memcmp(seen, data, 1000) == 0 && splice(p[0], NULL, q[1], NULL, 5000, 0) == 5000);
  CHECK(ftruncate(to, 0) == 0 && (offset = 100) && splice(q[0], NULL, to, &offset, 10000, 0) == 5000 && offset == 5100);
  same("to", 100, 5000);
  struct iovec v[2] = {{data, 3000}, {data + 3000, 2000}};
  CHECK(vmsplice(q[1], v, 2, 0) == 5000 && read(q[0], seen, LARGE) == 5000 && memcmp(seen, data, 5000) == 0);
  CHECK_ERRNO(splice(p[0], &offset, to, NULL, 1, 0), ESPIPE);
  CHECK_ERRNO(splice(p[0], NULL, to, NULL, 1, 0x100), EINVAL);
  CHECK_ERRNO(splice(p[0], NULL, p[1], NULL, 1, 0), EINVAL);
  CHECK_ERRNO(tee(p[0], p[1], 1, 0), EINVAL);
  CHECK_ERRNO(tee(from, p[1], 1, 0), EINVAL);
  CHECK_ERRNO(splice(p[0], NULL, appending, NULL, 1, 0), EINVAL);
  CHECK_ERRNO(splice(p[1], NULL, to, NULL, 1, 0), EBADF);
  CHECK(splice(p[0], NULL, to, NULL, 0, 0) == 0);
  CHECK(unlink("from") == 0 && unlink("to") == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  data = malloc(LARGE);
  seen = malloc(LARGE);
  for (int i = 0; i < LARGE; i++) data[i] = (char)(i * 31 + i / 4099);
  appending();
  copies();
  return done("all is read, written and copied");
}
