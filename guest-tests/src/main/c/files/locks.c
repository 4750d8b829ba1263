/*
 * Rule: flock and fcntl locks wait in the scheduler.
 * Kind: semantics
 * Natively: conflicts, waiting, EINTR, deadlock detection and release at close or exit hold.
 * Fails without: LockList.conflict.
 */
#include "../guest.h"
#include <sys/file.h>

static int fd;
static void nothing(int signal) { (void)signal; }

static int posix(int command, short type, off_t start, off_t length) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  return fcntl(fd, command, &lock);
}

static void flocks(void) {
  int other = open("locked", O_RDWR), duplicate = dup(fd);
  CHECK(flock(fd, LOCK_EX) == 0 && flock(duplicate, LOCK_EX | LOCK_NB) == 0);
  CHECK_ERRNO(flock(other, LOCK_SH | LOCK_NB), EWOULDBLOCK);
  handle(SIGALRM, nothing, 0);
  arm_alarm(10000);
  CHECK_ERRNO(flock(other, LOCK_EX), EINTR);
  disarm_alarm();
  pid_t child = fork();
  if (child == 0) {
    int mine = open("locked", O_RDWR);
    CHECK(flock(mine, LOCK_EX) == 0);
    _exit(4);
  }
  await_blocked(child);
  CHECK(flock(fd, LOCK_SH) == 0);
  CHECK(flock(other, LOCK_SH | LOCK_NB) == 0);
  CHECK(flock(fd, LOCK_UN) == 0 && flock(other, LOCK_UN) == 0);
  close(other);
  expect_exit(child, 4);
  CHECK(flock(fd, LOCK_EX | LOCK_NB) == 0 && flock(duplicate, LOCK_UN) == 0);
  close(duplicate);
  CHECK_ERRNO(flock(fd, 77), EINVAL);
}

static void posix_locks(void) {
  CHECK(posix(F_SETLK, F_WRLCK, 0, 10) == 0 && posix(F_SETLK, F_RDLCK, 20, 10) == 0);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    CHECK_ERRNO(posix(F_SETLK, F_WRLCK, 5, 1), EAGAIN);
    CHECK(posix(F_SETLK, F_RDLCK, 25, 1) == 0);
    struct flock who = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 5, .l_len = 1};
    CHECK(fcntl(fd, F_GETLK, &who) == 0 && who.l_type == F_WRLCK && who.l_pid == parent);
    CHECK(who.l_start == 0 && who.l_len == 10);
    CHECK(posix(F_SETLKW, F_WRLCK, 5, 1) == 0); /* waits for the parent */
    _exit(0);
  }
  await_blocked(child);
  CHECK(posix(F_SETLK, F_UNLCK, 0, 10) == 0);
  expect_exit(child, 0);

  /* Closing any descriptor of the file gives up the process's locks. */
  CHECK(posix(F_SETLK, F_WRLCK, 0, 0) == 0);
  close(open("locked", O_RDONLY));
  child = fork();
  if (child == 0) _exit(posix(F_SETLK, F_WRLCK, 0, 0) != 0);
  expect_exit(child, 0);

  /* Two that wait for each other: one is told. */
  int p[2];
  char byte;
  CHECK(pipe(p) == 0);
  CHECK(posix(F_SETLK, F_WRLCK, 0, 1) == 0);
  child = fork();
  if (child == 0) {
    CHECK(posix(F_SETLK, F_WRLCK, 1, 1) == 0 && write(p[1], "x", 1) == 1);
    int result = posix(F_SETLKW, F_WRLCK, 0, 1);
    _exit(result == 0 ? 10 : errno == EDEADLK ? 11 : 1);
  }
  CHECK(read(p[0], &byte, 1) == 1);
  int result = posix(F_SETLKW, F_WRLCK, 1, 1), error = errno, status;
  CHECK(result == 0 || error == EDEADLK);
  CHECK(posix(F_SETLK, F_UNLCK, 0, 0) == 0);
  CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == (result == 0 ? 11 : 10));
}

static void open_file_locks(void) {
  int other = open("locked", O_RDWR);
  CHECK(posix(F_OFD_SETLK, F_WRLCK, 0, 10) == 0);
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 5, .l_len = 1};
  CHECK_ERRNO(fcntl(other, F_OFD_SETLK, &lock), EAGAIN);
  CHECK(fcntl(other, F_OFD_GETLK, &lock) == 0 && lock.l_type == F_WRLCK && lock.l_pid == -1);
  pid_t child = fork();
  if (child == 0) {
    CHECK(posix(F_OFD_SETLK, F_WRLCK, 5, 1) == 0); /* the same open file */
    int mine = open("locked", O_RDWR);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 5, .l_len = 1};
    CHECK(fcntl(mine, F_OFD_SETLKW, &lock) == 0);
    _exit(0);
  }
  await_blocked(child);
  CHECK(posix(F_OFD_SETLK, F_UNLCK, 0, 0) == 0);
  expect_exit(child, 0);
  close(other);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  fd = open("locked", O_RDWR | O_CREAT, 0600);
  CHECK(fd >= 0 && write(fd, "0123456789", 10) == 10);
  flocks();
  posix_locks();
  open_file_locks();
  CHECK_ERRNO(posix(F_SETLK, 99, 0, 1), EINVAL);
  CHECK(unlink("locked") == 0);
  return done("locks exclude, wait and detect deadlock");
}
