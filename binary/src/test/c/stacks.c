/*
 * Gets into a situation, then prints what an unwinder needs to know of itself: registers, mappings,
 * the stacks' words, and the return addresses that libgcc's unwinder finds.
 */
#define _GNU_SOURCE
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *stack_top;
static char alternate[64 * 1024] __attribute__((aligned(64)));
static volatile int sink;

static void print_words(char *from, char *to) {
  for (unsigned long *at = (unsigned long *)from; at < (unsigned long *)to; at++)
    printf("word %lx %lx\n", (unsigned long)at, *at);
}

__attribute__((noinline)) static void report(void) {
  unsigned long registers[17];
  __asm__ volatile(
      "mov %%rdx, 8(%0)\n mov %%rcx, 16(%0)\n mov %%rbx, 24(%0)\n mov %%rsi, 32(%0)\n"
      "mov %%rdi, 40(%0)\n mov %%rbp, 48(%0)\n mov %%rsp, 56(%0)\n mov %%r8, 64(%0)\n"
      "mov %%r9, 72(%0)\n mov %%r10, 80(%0)\n mov %%r11, 88(%0)\n mov %%r12, 96(%0)\n"
      "mov %%r13, 104(%0)\n mov %%r14, 112(%0)\n mov %%r15, 120(%0)\n mov %0, 0(%0)\n"
      "lea 0(%%rip), %%rcx\n mov %%rcx, 128(%0)\n"
      :
      : "a"(registers)
      : "rcx", "memory");
  for (int i = 0; i < 17; i++)
    printf("register %d %lx\n", i, registers[i]);
  void *addresses[200];
  int count = backtrace(addresses, 200);
  for (int i = 1; i < count; i++)
    printf("frame %lx\n", (unsigned long)addresses[i]);
  char line[512];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps))
    printf("map %s", line);
  char *pointer = (char *)registers[7];
  int on_alternate = pointer >= alternate && pointer < alternate + sizeof alternate;
  if (on_alternate)
    print_words(pointer, alternate + sizeof alternate);
  print_words(on_alternate ? stack_top - 16384 : pointer, stack_top);
  fflush(stdout);
  _exit(0);
}

static int compare(const void *a, const void *b) {
  if (*(const int *)a == 3)
    report();
  return *(const int *)a - *(const int *)b;
}

__attribute__((noinline)) static int in_callback(void) {
  int numbers[] = {5, 3, 1, 4};
  qsort(numbers, 4, sizeof numbers[0], compare);
  return numbers[sink];
}

__attribute__((noinline)) static int recurse(int depth) {
  if (depth == 0)
    report();
  return recurse(depth - 1) + sink;
}

__attribute__((noinline)) static int realigned(int size) {
  char aligned[128] __attribute__((aligned(64)));
  char *dynamic = __builtin_alloca(size);
  memset(aligned, size, sizeof aligned);
  dynamic[sink] = aligned[sink];
  return recurse(3) + dynamic[sink];
}

static void handler(int signal) {
  sink = signal;
  report();
  sink = 0;
}

__attribute__((noinline)) static int faults(volatile int *address) {
  return *address;
}

__attribute__((noinline)) static int raises(void) {
  raise(SIGUSR1);
  return sink;
}

static void install(int signal, int flags) {
  stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigaction(signal, &action, NULL);
}

int main(int argc, char **argv) {
  stack_top = (char *)((unsigned long)argv & ~7ul);
  const char *what = argc > 1 ? argv[1] : "";
  install(SIGUSR1, 0);
  install(SIGSEGV, strcmp(what, "alternate") == 0 ? SA_ONSTACK : 0);
  void *warm[4];
  backtrace(warm, 4);
  if (strcmp(what, "callback") == 0)
    return in_callback();
  if (strcmp(what, "recursion") == 0)
    return recurse(20);
  if (strcmp(what, "realigned") == 0)
    return realigned(argc * 100);
  if (strcmp(what, "raise") == 0)
    return raises();
  return faults(NULL);
}
