/*
 * Rule: what an instruction raises tells its kind and its address, for all kinds.
 * Kind: semantics
 * Natively: codes of SIGFPE, SIGSEGV, SIGBUS, SIGILL and SIGTRAP, and raising them by hand, hold.
 * Fails without: Signals.fault, TrapState.after and Sending.force.
 */
#include "../guest.h"
#include <setjmp.h>
#include <ucontext.h>
#include <xmmintrin.h>

static sigjmp_buf back;
static volatile int code, number;
static void *volatile address;
static volatile greg_t rip, trap, cr2;

static void caught(int signal, siginfo_t *info, void *context) {
  number = signal;
  code = info->si_code;
  address = info->si_addr;
  rip = ((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
  trap = ((ucontext_t *)context)->uc_mcontext.gregs[REG_TRAPNO];
  cr2 = ((ucontext_t *)context)->uc_mcontext.gregs[REG_CR2];
  siglongjmp(back, 1);
}

static volatile double zero, one = 1, huge = 1e308, tiny = 1e-308, result;
static volatile int integer;
static char *page;

static void divide(void) { integer = 100 / integer; }
static void divide_double(void) { result = one / zero; }
static void overflow(void) { result = huge * huge; }
static void underflow(void) { result = tiny * tiny; }
static void invalid(void) { result = zero / zero; }
static void inexact(void) { result = one / 3; }
static void x87_divide(void) { __asm__ volatile("fldz\n fld1\n fdiv %st(1), %st\n fwait"); }
static void unmapped(void) { *(volatile char *)64 = 1; }
static void not_readable(void) { integer = *(volatile char *)page; }
static void not_executable(void) { ((void (*)(void))page)(); }
static void jump_away(void) { ((void (*)(void))0x10)(); }
static void not_canonical(void) { integer = *(volatile char *)0x8000000000000000; }
static void privileged(void) { __asm__ volatile("hlt"); }
static void undefined(void) { __asm__ volatile("ud2"); }
static void breakpoint(void) { __asm__ volatile("int3"); }
static void single_step(void) {
  __asm__ volatile("pushfq\n orq $0x100, (%%rsp)\n popfq\n nop\n nop" ::: "cc", "memory");
}
static void expect(void (*fault)(void), int signal, int wanted, int trap_number) {
  number = 0;
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  CHECK(sigaction(signal, &action, NULL) == 0);
  if (sigsetjmp(back, 1) == 0) {
    fault();
    CHECK(!"the instruction faults");
  }
  __asm__ volatile("fninit");
  _mm_setcsr(0x1f80);
  CHECK(number == signal && code == wanted);
  CHECK_RETURNS(trap, trap_number);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(page != MAP_FAILED);
  expect(divide, SIGFPE, FPE_INTDIV, 0);
  CHECK(address == (void *)rip);
  _mm_setcsr(0x1f80 & ~0x200);
  expect(divide_double, SIGFPE, FPE_FLTDIV, 19);
  CHECK(address == (void *)rip);
  _mm_setcsr(0x1f80 & ~0x400);
  expect(overflow, SIGFPE, FPE_FLTOVF, 19);
  _mm_setcsr(0x1f80 & ~0x800);
  expect(underflow, SIGFPE, FPE_FLTUND, 19);
  _mm_setcsr(0x1f80 & ~0x80);
  expect(invalid, SIGFPE, FPE_FLTINV, 19);
  _mm_setcsr(0x1f80 & ~0x1000);
  expect(inexact, SIGFPE, FPE_FLTRES, 19);
  unsigned short control = 0x37f & ~4;
  __asm__ volatile("fldcw %0" ::"m"(control));
  expect(x87_divide, SIGFPE, FPE_FLTDIV, 16);
  expect(unmapped, SIGSEGV, SEGV_MAPERR, 14);
  CHECK(address == (void *)64 && cr2 == 64);
  expect(not_readable, SIGSEGV, SEGV_ACCERR, 14);
  CHECK(address == page);
  CHECK(mprotect(page, 4096, PROT_READ) == 0);
  expect(not_executable, SIGSEGV, SEGV_ACCERR, 14);
  CHECK(address == page && rip == (greg_t)page);
  expect(jump_away, SIGSEGV, SEGV_MAPERR, 14);
  CHECK(rip == 0x10);
  expect(not_canonical, SIGSEGV, SI_KERNEL, 13);
  CHECK(address == NULL);
  expect(privileged, SIGSEGV, SI_KERNEL, 13);
  expect(undefined, SIGILL, ILL_ILLOPN, 6);
  CHECK(address == (void *)rip);
  expect(breakpoint, SIGTRAP, SI_KERNEL, 3);
  CHECK(address == NULL);
  expect(single_step, SIGTRAP, TRAP_TRACE, 1);
  CHECK(address == (void *)rip);
  /* Raised by hand they are ordinary: they can be ignored and blocked, and return. */
  signal(SIGSEGV, SIG_IGN);
  CHECK(raise(SIGSEGV) == 0 && kill(getpid(), SIGSEGV) == 0);
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  CHECK(sigaction(SIGSEGV, &action, NULL) == 0);
  if (sigsetjmp(back, 1) == 0) raise(SIGSEGV);
  CHECK(number == SIGSEGV && code == SI_TKILL);
  return done("faults tell their kinds");
}
