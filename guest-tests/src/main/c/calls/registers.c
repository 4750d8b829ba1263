/*
 * Rule: a call changes no register but rax, rcx and r11, which tell where it came from and its flags.
 * Kind: semantics
 * Natively: the processor puts the address behind the instruction into rcx and the flags into r11.
 * Fails without: the registers which StubCode.restore and the end of a site's stub set.
 */
#include "../guest.h"

enum { KEPT = 14, ROUNDS = 2000 };

struct seen {
  uint64_t kept[KEPT];
  uint64_t rax, rcx, r11, flags;
};

/* Calls syscall(3) with all registers set, and looks at all of them when it returns. */
void call(struct seen *seen, long (*function)(long, ...), const uint64_t *set, uint64_t flags);
asm(".text\n"
    "call:\n"
    "push %rbx; push %rbp; push %r12; push %r13; push %r14; push %r15\n"
    "push %rdi; push %rsi; push %rcx; popfq; mov %rdx, %rax\n"
    "mov 0(%rax), %rbx; mov 8(%rax), %rbp; mov 16(%rax), %r12; mov 24(%rax), %r13\n"
    "mov 32(%rax), %r14; mov 40(%rax), %r15\n"
    "mov 48(%rax), %rdi; mov 56(%rax), %rsi; mov 64(%rax), %rdx; mov 72(%rax), %rcx\n"
    "mov 80(%rax), %r8; mov 88(%rax), %r9; mov (%rsp), %rax\n"
    "call *%rax\n"
    "pushfq; push %rdi; mov 24(%rsp), %rdi\n"
    "mov %rbx, 0(%rdi); mov %rbp, 8(%rdi); mov %r12, 16(%rdi); mov %r13, 24(%rdi)\n"
    "mov %r14, 32(%rdi); mov %r15, 40(%rdi); mov %rsi, 56(%rdi); mov %rdx, 64(%rdi)\n"
    "mov %r8, 80(%rdi); mov %r9, 88(%rdi); mov %r10, 96(%rdi)\n"
    "mov %rax, 112(%rdi); mov %rcx, 120(%rdi); mov %r11, 128(%rdi)\n"
    "pop %rax; mov %rax, 48(%rdi); pop %rax; mov %rax, 136(%rdi)\n"
    "pop %rsi; pop %rdi\n"
    "pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n"
    "ret\n");

static const uint64_t STATUS = 0x8d5; /* carry, parity, adjust, zero, sign, overflow */

static void check(long number, long first, long second, long result, uint64_t flags) {
  struct seen seen;
  uint64_t set[12];
  for (int i = 0; i < 12; i++) set[i] = 0x0111111111111111 * (i + 1);
  /* What syscall(3) moves one register down: rsi, rdx, rcx, r8, r9 and the stack. */
  set[6] = number;
  set[7] = first;
  set[8] = second;
  call(&seen, syscall, set, flags);
  for (int i = 0; i < 6; i++) CHECK(seen.kept[i] == set[i]);
  CHECK(seen.kept[6] == (uint64_t)first && seen.kept[7] == (uint64_t)second);
  CHECK(seen.kept[8] == set[9] && seen.kept[12] == set[10] && seen.kept[10] == set[11]);
  CHECK((long)seen.rax == result || (result < 0 && (long)seen.rax == -1 && errno == -result));
  if (result >= 0) {
    CHECK(memcmp((char *)seen.rcx - 2, "\x0f\x05", 2) == 0);
    CHECK((seen.r11 & STATUS) == (flags & STATUS) && (seen.r11 & 0x202) == 0x202);
  }
}

static volatile sig_atomic_t handled;

static void handler(int signal, siginfo_t *info, void *context) {
  ucontext_t *at = context;
  unsigned char *code = (unsigned char *)at->uc_mcontext.gregs[16];
  CHECK(signal == SIGUSR1 && info->si_pid == getpid());
  /* The thread is seen behind its call, where the program has it. */
  CHECK(code[-2] == 0x0f && code[-1] == 0x05);
  CHECK((long)at->uc_mcontext.gregs[14] == (long)(uintptr_t)code);
  handled++;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct timespec now;
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
  char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(page != MAP_FAILED && munmap(page + 4096, 4096) == 0);
  for (int i = 0; i < ROUNDS; i++) {
    uint64_t flags = 0x202 | (i & 1) | (i & 2 ? 0x40 : 0) | (i & 4 ? 0x80 : 0) | (i & 8 ? 0x800 : 0)
        | (i & 16 ? 0x4 : 0) | (i & 32 ? 0x10 : 0);
    check(SYS_getppid, 0, 0, getppid(), flags);
    check(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&now, 0, flags);
    check(SYS_clock_gettime, CLOCK_MONOTONIC, (long)page + 4088, -EFAULT, flags);
    check(SYS_clock_gettime, CLOCK_MONOTONIC, 8, -EFAULT, flags);
    check(SYS_access, (long)page + 4096, 0, -EFAULT, flags);
    if (i % 100 == 0) {
      CHECK(kill(getpid(), SIGUSR1) == 0 && handled == i / 100 + 1);
    }
  }
  return done("calls keep the registers");
}
