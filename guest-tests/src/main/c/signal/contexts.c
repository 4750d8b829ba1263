/*
 * Rule: a handler sees and changes the interrupted registers, and returns, leaps or execs out of it.
 * Kind: semantics
 * Natively: changed registers and masks take effect; the red zone, x87, SSE and flags are kept.
 * Fails without: SignalFrame.push, SignalFrame.restore and ExtendedState.image.
 */
#include "../guest.h"
#include <setjmp.h>
#include <ucontext.h>

static volatile int calls, wanted;
static sigjmp_buf back;
static ucontext_t aside_context, handler_context;
static char aside_stack[65536];
static volatile greg_t seen[NGREG];

static void install(int signal, void (*handler)(int, siginfo_t *, void *), int flags) {
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
  CHECK(sigaction(signal, &action, NULL) == 0);
}

static int blocked(int signal) {
  sigset_t now;
  CHECK(sigprocmask(SIG_BLOCK, NULL, &now) == 0);
  return sigismember(&now, signal);
}

/* Destroys all that a handler may: what is interrupted must not notice. */
static void destroy(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)info;
  memcpy((void *)seen, ((ucontext_t *)context)->uc_mcontext.gregs, sizeof seen);
  unsigned int csr = 0x1f80 | 0x6000;
  unsigned short control = 0x37f;
  __asm__ volatile(
      "fninit\n fldz\n fldz\n fldcw %1\n ldmxcsr %0\n std\n cld\n"
      "xorps %%xmm0, %%xmm0\n xorps %%xmm7, %%xmm7\n xorps %%xmm15, %%xmm15"
      ::"m"(csr), "m"(control) : "xmm0", "xmm7", "xmm15", "cc");
  calls++;
}

/* Kills itself with all registers full, and values below the stack pointer. */
static void full_registers(void) {
  install(SIGUSR1, destroy, 0);
  unsigned int csr = 0x9fc0 | 0x2000, csr_after;
  unsigned short control = 0x27f, control_after;
  double x[4], constant = 1.25, loaded;
  long red, flags, r12, r15, pid = getpid(), result;
  __asm__ volatile(
      "fninit\n fldcw %[control]\n ldmxcsr %[csr]\n fldpi\n fldl %[constant]\n"
      "movsd %[constant], %%xmm0\n movsd %[constant], %%xmm7\n movsd %[constant], %%xmm15\n"
      "movq $0x1234567, -128(%%rsp)\n movq $0x1212, %%r12\n movq $0x1515, %%r15\n"
      "movq %[pid], %%rdi\n movl $10, %%esi\n movl $62, %%eax\n"
      "std\n stc\n syscall\n"
      "pushfq\n popq %[flags]\n cld\n"
      "movq %%rax, %[result]\n movq %%r12, %[r12]\n movq %%r15, %[r15]\n"
      "movq -128(%%rsp), %%rdx\n movq %%rdx, %[red]\n"
      "movsd %%xmm0, %[x0]\n movsd %%xmm7, %[x1]\n movsd %%xmm15, %[x2]\n"
      "fstpl %[loaded]\n fstpl %[x3]\n stmxcsr %[csr_after]\n fnstcw %[control_after]\n fninit"
      : [flags] "=m"(flags), [result] "=m"(result), [r12] "=m"(r12), [r15] "=m"(r15), [red] "=m"(red),
        [x0] "=m"(x[0]), [x1] "=m"(x[1]), [x2] "=m"(x[2]), [x3] "=m"(x[3]), [loaded] "=m"(loaded),
        [csr_after] "=m"(csr_after), [control_after] "=m"(control_after)
      : [control] "m"(control), [csr] "m"(csr), [constant] "m"(constant), [pid] "m"(pid)
      : "rax", "rcx", "rdx", "rdi", "rsi", "r11", "r12", "r15", "xmm0", "xmm7", "xmm15", "memory", "cc");
  unsigned int usual = 0x1f80;
  __asm__ volatile("ldmxcsr %0" ::"m"(usual));
  CHECK(calls == 1 && result == 0 && r12 == 0x1212 && r15 == 0x1515);
  CHECK(x[0] == 1.25 && x[1] == 1.25 && x[2] == 1.25 && loaded == 1.25 && x[3] > 3.14 && x[3] < 3.15);
  CHECK(csr_after == csr && control_after == control && (flags & 0x401) == 0x401);
  CHECK(seen[REG_R12] == 0x1212 && seen[REG_RDI] == pid && (seen[REG_EFL] & 0x401) == 0x401);
}

static void skip(int signal, siginfo_t *info, void *context) {
  (void)info;
  ucontext_t *interrupted = context;
  CHECK(signal == SIGILL && *(unsigned char *)interrupted->uc_mcontext.gregs[REG_RIP] == 0x0f);
  interrupted->uc_mcontext.gregs[REG_RIP] += 2;
  interrupted->uc_mcontext.gregs[REG_RAX] = 4711;
  ((float *)interrupted->uc_mcontext.fpregs->_xmm[3].element)[0] = 2.5F;
  sigaddset(&interrupted->uc_sigmask, SIGUSR2);
  calls++;
}

static void changed_registers(void) {
  install(SIGILL, skip, 0);
  long rax = 0;
  float xmm3 = 0;
  __asm__ volatile("xorps %%xmm3, %%xmm3\n ud2\n movss %%xmm3, %1" : "+a"(rax), "=m"(xmm3)::"xmm3");
  CHECK(rax == 4711 && xmm3 == 2.5F && blocked(SIGUSR2));
  sigset_t none;
  sigemptyset(&none);
  CHECK(sigprocmask(SIG_SETMASK, &none, NULL) == 0);
}

static void swap(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  calls++;
  CHECK(swapcontext(&handler_context, &aside_context) == 0); /* leaves, and comes back */
  CHECK(blocked(signal));
  calls++;
}

static void aside(void) {
  CHECK(calls == 1 && !blocked(SIGUSR1));
  raise(SIGUSR2);
  CHECK(seen[REG_RSP] > (greg_t)aside_stack && seen[REG_RSP] < (greg_t)aside_stack + (greg_t)sizeof aside_stack);
  calls++;
  setcontext(&handler_context);
}

/* Out of a handler with swapcontext, into it again, and back by its own return. */
static void contexts(void) {
  install(SIGUSR1, swap, 0);
  install(SIGUSR2, destroy, 0);
  calls = 0;
  CHECK(getcontext(&aside_context) == 0);
  aside_context.uc_stack = (stack_t){.ss_sp = aside_stack, .ss_size = sizeof aside_stack};
  makecontext(&aside_context, aside, 0);
  raise(SIGUSR1);
  CHECK(calls == 4 && !blocked(SIGUSR1));
}

static void leap(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  CHECK(blocked(signal));
  siglongjmp(back, ++calls);
}

static void leaps(void) {
  install(SIGUSR1, leap, 0);
  calls = 0;
  while (sigsetjmp(back, 1) < 100) raise(SIGUSR1);
  CHECK(calls == 100 && !blocked(SIGUSR1));
  /* Without a saved mask the signal stays blocked. */
  calls = 0;
  if (sigsetjmp(back, 0) == 0) raise(SIGUSR1);
  CHECK(calls == 1 && blocked(SIGUSR1));
  sigset_t none;
  sigemptyset(&none);
  CHECK(sigprocmask(SIG_SETMASK, &none, NULL) == 0);
}

static void nested(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  calls = calls * 10 + signal - SIGRTMIN + 1;
  if (signal - SIGRTMIN < 4) raise(signal + 1);
  calls = calls * 10 + signal - SIGRTMIN + 1;
}

static void nests(void) {
  for (int i = 0; i < 5; i++) install(SIGRTMIN + i, nested, 0);
  calls = 0;
  raise(SIGRTMIN + 1);
  CHECK(calls == 23455432);
}

static void forks(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  pid_t child = fork();
  CHECK(child >= 0 && blocked(signal));
  if (child > 0) expect_exit(child, 9);
  wanted = child > 0 ? 1 : 9; /* both return from the handler */
}

static char *self;
static void execs(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  raise(signal);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  raise(SIGUSR2);
  execl(self, self, "--after-exec", NULL);
  _exit(1);
}

/* What was pending and blocked stays so; what was ignored is; what was caught is no more. */
static int after_exec(void) {
  sigset_t pending;
  struct sigaction action;
  CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1) && sigismember(&pending, SIGUSR2));
  CHECK(blocked(SIGUSR1) && blocked(SIGUSR2) && !blocked(SIGHUP));
  CHECK(sigaction(SIGUSR1, NULL, &action) == 0 && action.sa_handler == SIG_DFL && action.sa_flags == 0);
  CHECK(sigaction(SIGHUP, NULL, &action) == 0 && action.sa_handler == SIG_IGN);
  handle(SIGUSR1, SIG_IGN, 0); /* drops what is pending */
  CHECK(sigpending(&pending) == 0 && !sigismember(&pending, SIGUSR1));
  return 7;
}

static void processes(void) {
  install(SIGUSR1, forks, 0);
  raise(SIGUSR1);
  if (wanted == 9) _exit(9);
  CHECK(wanted == 1 && !blocked(SIGUSR1));
  pid_t child = fork();
  if (child == 0) {
    handle(SIGHUP, SIG_IGN, 0);
    install(SIGUSR1, execs, 0);
    raise(SIGUSR1);
    _exit(1);
  }
  expect_exit(child, 7);
}

/* A frame that was never made ends the process, whatever is caught or ignored. */
static void forged(void) {
  pid_t child = fork();
  if (child == 0) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    handle(SIGSEGV, SIG_IGN, 0);
    __asm__ volatile("xorl %%esp, %%esp\n movl $15, %%eax\n syscall" ::: "memory");
    _exit(0);
  }
  expect_killed(child, SIGSEGV);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--after-exec")) return after_exec();
  self = argv[0];
  full_registers();
  changed_registers();
  contexts();
  leaps();
  nests();
  processes();
  forged();
  return done("handlers find and leave the context they should");
}
