/*
 * Makes each refused call of a table with arguments of zero, and calls that no kernel has.
 *
 *   refused_calls TABLE [--children]    with --children each in a process of its own
 *
 * Prints "NAME ERRNO" for each; see random_calls.c for the table.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* As libc's syscall, but with all 64 bits of the number. */
static long call(long nr) {
  long result;
  register long r10 __asm__("r10") = 0, r8 __asm__("r8") = 0, r9 __asm__("r9") = 0;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(nr), "D"(0), "S"(0), "d"(0), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

static void show(const char *name, long nr, int in_child) {
  if (!in_child) {
    printf("%s %ld\n", name, -call(nr));
    return;
  }
  fflush(stdout);
  pid_t child = fork();
  int status;
  if (child == 0) _exit((int)-call(nr) & 0x7f);
  waitpid(child, &status, 0);
  printf("%s ends with %x\n", name, status);
}

int main(int argc, char **argv) {
  static const long unknown[] = {337, 400, 423, 471, 500, 999, 0x3fffffff, -1,
      0x40000000 + 0, 0x40000000 + 39, 0x40000000 + 512, 0x40000000 + 547};
  int in_child = argc > 2;
  FILE *table = fopen(argv[1], "r");
  char line[8192];
  while (table != NULL && fgets(line, sizeof line, table) != NULL) {
    long nr = atol(strtok(line, " \n"));
    char *name = strtok(NULL, " \n");
    if (*strtok(NULL, " \n") == 'r') show(name, nr, in_child);
  }
  for (unsigned i = 0; i < sizeof unknown / sizeof *unknown; i++) show("unknown", unknown[i], in_child);
  /* The kernel looks at 32 bits of the number: this is getppid. */
  printf("getppid %s\n", call((1L << 32) + 110) == getppid() ? "equal" : "different");
  return 0;
}
