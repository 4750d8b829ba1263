/*
 * Rule: synchronous signals keep their thread, address and code, and kill when not handled.
 * Kind: semantics
 * Natively: SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGTRAP are told as Linux does.
 * Fails without: InstructionTraps.fault, which leaves other faults to the guest.
 */
#include "../guest.h"
#include <setjmp.h>

static sigjmp_buf back;
static volatile siginfo_t last;

static void caught(int signal, siginfo_t *info, void *context) {
  (void)context;
  last = *info;
  siglongjmp(back, signal);
}

static volatile int zero;

static void fault(int kind, char *page) {
  switch (kind) {
    case 0: *(volatile char *)16 = 1; break;
    case 1: page[5] = 1; break;
    case 2: zero = 100 / zero; break;
    case 3: __asm__ volatile("ud2"); break;
    case 4: __asm__ volatile("int3"); break;
    default: page[4096] = 1; break;
  }
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char *read_only = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int fd = open("short", O_RDWR | O_CREAT | O_TRUNC, 0600);
  char *beyond = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  CHECK(read_only != MAP_FAILED && beyond != MAP_FAILED && unlink("short") == 0);
  const int signals[] = {SIGSEGV, SIGSEGV, SIGFPE, SIGILL, SIGTRAP, SIGBUS};
  const int codes[] = {SEGV_MAPERR, SEGV_ACCERR, FPE_INTDIV, ILL_ILLOPN, SI_KERNEL, BUS_ADRERR};
  for (int kind = 0; kind < 6; kind++) {
    char *page = kind == 5 ? beyond : read_only;
    struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
    CHECK(sigaction(signals[kind], &action, NULL) == 0);
    int signal = sigsetjmp(back, 1);
    if (signal == 0) {
      fault(kind, page);
      CHECK(!"the instruction faults");
    }
    CHECK(signal == signals[kind] && last.si_code == codes[kind]);
    if (kind == 0) CHECK(last.si_addr == (void *)16);
    if (kind == 1) CHECK(last.si_addr == read_only + 5);
    if (kind == 5) CHECK(last.si_addr == beyond + 4096);
    /* Unhandled, or blocked: the process dies of it. */
    for (int blocked = 0; blocked < 2; blocked++) {
      pid_t child = fork();
      if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, signals[kind]);
        if (blocked) sigprocmask(SIG_BLOCK, &set, NULL);
        if (!blocked) handle(signals[kind], SIG_DFL, 0);
        fault(kind, page);
        _exit(1);
      }
      expect_killed(child, signals[kind]);
    }
  }
  /* Made writable, the store succeeds. */
  CHECK(mprotect(read_only, 4096, PROT_READ | PROT_WRITE) == 0);
  read_only[5] = 1;
  CHECK_ERRNO(mprotect(read_only + 1, 4096, PROT_READ), EINVAL);
  return done("faults tell where and why");
}
