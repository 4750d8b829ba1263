// 100,000 raw system calls, getpid and clock_gettime in turns: what one call costs under a tracer.
// syscall(2) is used so that neither the vDSO nor a cache of libc can answer.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS = 50000 };

int main(void) {
  long pid = syscall(SYS_getpid);
  struct timespec before = {0, 0};
  for (int i = 0; i < PAIRS; i++) {
    struct timespec now;
    if (syscall(SYS_getpid) != pid) {
      fputs("the process id changed\n", stderr);
      return 1;
    }
    if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) != 0) {
      perror("clock_gettime");
      return 1;
    }
    if (now.tv_sec < before.tv_sec
        || (now.tv_sec == before.tv_sec && now.tv_nsec < before.tv_nsec)) {
      fputs("the monotonic clock went back\n", stderr);
      return 1;
    }
    before = now;
  }
  printf("%d calls\n", 2 * PAIRS);
  return 0;
}
