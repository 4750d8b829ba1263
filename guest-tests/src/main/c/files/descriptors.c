/*
 * Rule: descriptors are numbered lowest first, share offsets and flags as Linux defines.
 * Kind: semantics
 * Natively: dup, dup2, dup3, fcntl, O_APPEND, O_CLOEXEC, offsets after fork and seeking hold.
 * Fails without: DescriptorCalls.duplicate and FdTable.copy.
 */
#include "../guest.h"
#include <sys/uio.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char buffer[64];
  int fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0600), copy = dup(fd);
  CHECK(fd >= 3 && copy == fd + 1);
  CHECK(write(fd, "0123456789", 10) == 10 && lseek(copy, 0, SEEK_CUR) == 10);
  CHECK(lseek(copy, 2, SEEK_SET) == 2 && read(fd, buffer, 3) == 3 && memcmp(buffer, "234", 3) == 0);
  int own = open("f", O_RDONLY | O_CLOEXEC);
  CHECK(read(own, buffer, 2) == 2 && memcmp(buffer, "01", 2) == 0);
  CHECK(fcntl(own, F_GETFD) == FD_CLOEXEC && fcntl(own, F_SETFD, 0) == 0 && fcntl(own, F_GETFD) == 0);
  CHECK(close(fd) == 0 && open("f", O_RDONLY) == fd);
  CHECK(dup2(copy, 40) == 40 && dup2(40, 40) == 40 && dup3(copy, 41, O_CLOEXEC) == 41);
  CHECK(fcntl(41, F_GETFD) == FD_CLOEXEC && fcntl(40, F_GETFD) == 0);
  CHECK(fcntl(copy, F_DUPFD, 50) == 50 && fcntl(copy, F_DUPFD_CLOEXEC, 50) == 51);
  CHECK_ERRNO(dup3(copy, copy, 0), EINVAL);
  /* To ask for no event of a directory is never wrong. */
  int directory = open(".", O_RDONLY);
  CHECK(fcntl(directory, F_NOTIFY, DN_MULTISHOT) == 0 && close(directory) == 0);
  CHECK_ERRNO(dup(99), EBADF);
  CHECK_ERRNO(dup2(99, 5), EBADF);
  CHECK_ERRNO(close(99), EBADF);
  CHECK(syscall(SYS_close_range, 40, 60, 0) == 0);
  CHECK_ERRNO(fcntl(50, F_GETFD), EBADF);

  /* A child shares the offset. */
  CHECK(lseek(copy, 0, SEEK_SET) == 0);
  pid_t child = fork();
  if (child == 0) {
    CHECK(read(copy, buffer, 4) == 4);
    _exit(0);
  }
  expect_exit(child, 0);
  CHECK(lseek(copy, 0, SEEK_CUR) == 4);

  int append = open("f", O_WRONLY | O_APPEND);
  CHECK(lseek(append, 0, SEEK_SET) == 0 && write(append, "AB", 2) == 2);
  CHECK(lseek(append, 0, SEEK_CUR) == 12);
  CHECK(fcntl(copy, F_GETFL) == (O_RDWR | 0100000) && fcntl(append, F_GETFL) == (O_WRONLY | O_APPEND | 0100000));
  CHECK(fcntl(copy, F_SETFL, O_APPEND) == 0 && lseek(copy, 0, SEEK_SET) == 0);
  CHECK(write(copy, "CD", 2) == 2 && lseek(copy, 0, SEEK_END) == 14);
  CHECK(pread(own, buffer, 64, 8) == 6 && memcmp(buffer, "89ABCD", 6) == 0);
  struct iovec parts[2] = {{buffer, 3}, {buffer + 10, 30}};
  CHECK(preadv(own, parts, 2, 1) == 13 && memcmp(buffer, "123", 3) == 0 && buffer[10] == '4');
  CHECK_ERRNO(write(own, "x", 1), EBADF);
  CHECK_ERRNO(lseek(own, -1, SEEK_SET), EINVAL);
  CHECK_ERRNO(lseek(own, 0, 99), EINVAL);

  /* Holes, truncation, and allocation. */
  CHECK(fcntl(copy, F_SETFL, 0) == 0 && ftruncate(copy, 100) == 0 && pread(own, buffer, 4, 50) == 4);
  CHECK(buffer[0] == 0 && buffer[3] == 0 && ftruncate(copy, 5) == 0 && lseek(copy, 0, SEEK_END) == 5);
  CHECK(pwrite(copy, "x", 1, 20) == 1 && pread(own, buffer, 64, 0) == 21 && buffer[10] == 0);
  CHECK(fallocate(copy, 0, 0, 1000) == 0 || errno == EOPNOTSUPP);
  CHECK_ERRNO(open("f", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
  CHECK_ERRNO(open("absent", O_RDONLY), ENOENT);
  CHECK_ERRNO(open(".", O_WRONLY), EISDIR);
  CHECK_ERRNO(open("f/x", O_RDONLY), ENOTDIR);
  CHECK_ERRNO(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
  CHECK(unlink("f") == 0);
  return done("descriptors share what they should");
}
