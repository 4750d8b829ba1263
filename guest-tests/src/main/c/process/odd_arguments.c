/*
 * Arguments that random calls have found to be answered otherwise than by Linux.
 *
 * Rule: odd arguments, such as a time in the past or a path as a file, get what Linux answers
 * Kind: semantics
 * Natively: as Linux documents it
 * Fails without: ClockCalls.saturatedSum, Subjects.opened and AdviceCalls.mincore
 */
#include "../guest.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile int signalled;

static void count(int signal) { signalled += signal == SIGXFSZ; }

static void past_times(void) {
  struct timespec start, end, past = {1, 0};
  clock_gettime(CLOCK_REALTIME, &start);
  CHECK(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &past, NULL) == 0);
  clock_gettime(CLOCK_REALTIME, &end);
  CHECK(end.tv_sec >= start.tv_sec && end.tv_sec - start.tv_sec < 3600);
  CHECK(syscall(SYS_clock_nanosleep, CLOCK_REALTIME_COARSE, 0, &past, NULL) == -1);
  CHECK(errno == EOPNOTSUPP);
}

static void file_limit(void) {
  char page[4096] = "";
  struct rlimit limit = {4096, 4096};
  int fd = open("limited", O_CREAT | O_RDWR, 0644);
  signal(SIGXFSZ, count);
  CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  CHECK(write(fd, page, sizeof page) == sizeof page && signalled == 0);
  CHECK(write(fd, page, sizeof page) == -1 && errno == EFBIG && signalled == 1);
  CHECK(ftruncate(fd, 4097) == -1 && errno == EFBIG && signalled == 2);
  close(fd);
  CHECK(unlink("limited") == 0);
}

static void pointers(void) {
  char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(syscall(SYS_getrlimit, RLIMIT_CPU, NULL) == -1 && errno == EFAULT);
  CHECK(syscall(SYS_mincore, 0xffff800000000000, -1L, page) == -1 && errno == ENOMEM);
  CHECK(madvise(page + 1, 0, MADV_COLD) == -1 && errno == EINVAL);
}

static void descriptors(void) {
  char word[8] = "";
  int event = eventfd(1, EFD_NONBLOCK);
  int path = open(".", O_PATH);
  CHECK(pread(event, word, 8, 0) == -1 && errno == ESPIPE);
  CHECK(fchmod(AT_FDCWD, 0755) == -1 && errno == EBADF);
  CHECK(fchmod(path, 0755) == -1 && errno == EBADF);
  CHECK(fchown(path, 0, 0) == -1 && errno == EBADF);
  CHECK(posix_fadvise(path, 0, 0, POSIX_FADV_NORMAL) == EBADF);
  int file = open("/proc/self/exe", O_RDONLY);
  CHECK(posix_fadvise(file, 0, 0, 77) == EINVAL);
  CHECK(sync_file_range(file, -1, 1, 0) == -1 && errno == EINVAL);
}

int main(void) {
  past_times();
  pointers();
  descriptors();
  file_limit();
  printf("ok: odd arguments\n");
  return 0;
}
