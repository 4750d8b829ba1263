// So many pairs of raw system calls, getpid and clock_gettime: what one call costs under a tracer.
// syscall(2) is used so that neither the vDSO nor a cache of libc can answer.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int pairs = argc > 1 ? atoi(argv[1]) : 0;
  long pid = syscall(SYS_getpid);
  struct timespec before = {0, 0};
  for (int i = 0; i < pairs; i++) {
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
  printf("%d calls\n", 2 * pairs);
  return 0;
}
