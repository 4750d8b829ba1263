// So many raw system calls of one kind and nothing else: the shortest way from a guest to its tracer and
// back. None of these has anything to do in the kernel.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: roundtrip CALL COUNT\n", stderr);
    return 2;
  }
  struct timespec now;
  long number = SYS_getpid;
  long first = 0;
  void *second = NULL;
  if (strcmp(argv[1], "clock_gettime") == 0) {
    number = SYS_clock_gettime;
    first = CLOCK_MONOTONIC;
    second = &now;
  } else if (strcmp(argv[1], "getpriority") == 0) {
    number = SYS_getpriority;
    first = PRIO_PROCESS;
  }
  long count = atol(argv[2]);
  for (long i = 0; i < count; i++) {
    if (syscall(number, first, second) < 0) {
      perror(argv[1]);
      return 1;
    }
  }
  return 0;
}
