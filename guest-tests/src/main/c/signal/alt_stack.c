/*
 * Rule: alternate stacks are each thread's own, and are entered, kept and forgotten as on Linux.
 * Kind: semantics
 * Natively: SS_ONSTACK, SS_AUTODISARM, nesting, overflow, threads, fork, vfork and exec hold.
 * Fails without: SignalFrame.push, SignalCalls.setAltStack and AltStack.flags.
 */
#include "../guest.h"
#include <setjmp.h>
#include <ucontext.h>

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1U << 31)
#endif

enum { SIZE = 65536 };
static char *stack, *other;
static volatile int calls, nested_calls;
static volatile uintptr_t here, nested_here;
static volatile int inside_flags;
static void *volatile of_context;
static sigjmp_buf back;
static ucontext_t resumed;

static int on(const char *base, uintptr_t address) {
  return address >= (uintptr_t)base && address < (uintptr_t)base + SIZE;
}

static stack_t present(void) {
  stack_t now;
  CHECK(sigaltstack(NULL, &now) == 0);
  return now;
}

static void use(char *base, int flags) {
  CHECK(sigaltstack(&(stack_t){.ss_sp = base, .ss_size = SIZE, .ss_flags = flags}, NULL) == 0);
}

static void look(int signal, siginfo_t *info, void *context) {
  (void)info;
  calls++;
  here = (uintptr_t)&signal;
  inside_flags = present().ss_flags;
  of_context = ((ucontext_t *)context)->uc_stack.ss_sp;
}

static void nest(int signal, siginfo_t *info, void *context) {
  look(signal, info, context);
  if (!(inside_flags & SS_DISABLE)) {
    CHECK_ERRNO(sigaltstack(&(stack_t){.ss_sp = other, .ss_size = SIZE}, NULL), EPERM);
    CHECK_ERRNO(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL), EPERM);
  } else {
    use(other, 0); /* disarmed, it may be another */
  }
  int outer = (int)here;
  raise(SIGUSR2);
  nested_here = here;
  CHECK((int)here != outer);
  here = (uintptr_t)&signal;
  nested_calls++;
}

static void leap(int signal, siginfo_t *info, void *context) {
  look(signal, info, context);
  siglongjmp(back, 1);
}

static void leave(int signal, siginfo_t *info, void *context) {
  look(signal, info, context);
  setcontext(&resumed);
}

static void install(int signal, void (*handler)(int, siginfo_t *, void *), int flags) {
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
  CHECK(sigaction(signal, &action, NULL) == 0);
}

static void basics(void) {
  CHECK(present().ss_flags == SS_DISABLE);
  CHECK_ERRNO(sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = 2047}, NULL), ENOMEM);
  CHECK_ERRNO(sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = SIZE, .ss_flags = 4}, NULL), EINVAL);
  CHECK(present().ss_flags == SS_DISABLE);
  install(SIGUSR1, look, SA_ONSTACK);
  raise(SIGUSR1);
  CHECK(!on(stack, here) && inside_flags == SS_DISABLE); /* there is none */
  use(stack, SS_ONSTACK); /* the flag may be given, and means nothing */
  CHECK(present().ss_flags == 0 && present().ss_sp == stack);
  raise(SIGUSR1);
  CHECK(on(stack, here) && inside_flags == SS_ONSTACK && of_context == stack);
  install(SIGUSR1, look, 0);
  raise(SIGUSR1);
  CHECK(!on(stack, here) && inside_flags == 0);
}

static void nesting(void) {
  install(SIGUSR1, nest, SA_ONSTACK);
  install(SIGUSR2, look, SA_ONSTACK);
  raise(SIGUSR1);
  CHECK(nested_calls == 1 && on(stack, here) && on(stack, nested_here) && nested_here < here);
  use(stack, SS_AUTODISARM);
  CHECK(present().ss_flags == (int)SS_AUTODISARM);
  raise(SIGUSR1);
  CHECK(nested_calls == 2 && on(stack, here) && on(other, nested_here));
  CHECK(present().ss_sp == stack && present().ss_flags == (int)SS_AUTODISARM); /* armed again */
}

static void leaving(void) {
  use(stack, 0);
  install(SIGUSR1, leap, SA_ONSTACK);
  for (int i = 0; i < 3; i++) {
    if (sigsetjmp(back, 1) == 0) raise(SIGUSR1);
    CHECK(on(stack, here) && present().ss_flags == 0);
  }
  install(SIGUSR1, leave, SA_ONSTACK);
  volatile int returned = 0;
  CHECK(getcontext(&resumed) == 0);
  if (returned++ == 0) raise(SIGUSR1);
  CHECK(returned == 2 && on(stack, here) && present().ss_flags == 0);
  /* Left by siglongjmp, an automatically disarmed stack stays so. */
  use(stack, SS_AUTODISARM);
  install(SIGUSR1, leap, SA_ONSTACK);
  if (sigsetjmp(back, 1) == 0) raise(SIGUSR1);
  CHECK(present().ss_flags == SS_DISABLE);
}

static int recurse(volatile char *above) {
  volatile char frame[4096];
  frame[0] = above[0];
  return frame[0] ? 0 : recurse(frame) + frame[0];
}

/* The stack's end is survived on another one; without room for a frame there the program dies. */
static void overflow(void) {
  pid_t child = fork();
  if (child == 0) {
    setrlimit(RLIMIT_STACK, &(struct rlimit){1 << 20, 1 << 20});
    use(stack, 0);
    install(SIGSEGV, leap, SA_ONSTACK);
    char first = 0;
    if (sigsetjmp(back, 1) == 0) recurse(&first);
    CHECK(calls > 0 && on(stack, here));
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    CHECK(mprotect(stack, SIZE, PROT_NONE) == 0);
    raise(SIGUSR1);
    install(SIGSEGV, leap, SA_ONSTACK);
    recurse(&first);
    _exit(0);
  }
  expect_killed(child, SIGSEGV);
}

static void *thread(void *argument) {
  CHECK(present().ss_flags == SS_DISABLE); /* not inherited */
  use(other, 0);
  install(SIGUSR1, look, SA_ONSTACK);
  CHECK(pthread_kill(pthread_self(), SIGUSR1) == 0 && on(other, here));
  return argument;
}

static void heirs(const char *program) {
  use(stack, 0);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, thread, NULL) == 0 && pthread_join(t, NULL) == 0);
  CHECK(present().ss_sp == stack);
  pid_t child = fork();
  if (child == 0) {
    CHECK(present().ss_sp == stack);
    raise(SIGUSR1);
    CHECK(on(stack, here));
    execl(program, program, "--after-exec", NULL);
    _exit(1);
  }
  expect_exit(child, 3);
  child = vfork();
  if (child == 0) _exit(present().ss_sp == stack ? 4 : 5);
  expect_exit(child, 4);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--after-exec")) return present().ss_flags == SS_DISABLE ? 3 : 1;
  stack = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  other = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  basics();
  nesting();
  leaving();
  overflow();
  heirs(argv[0]);
  return done("handlers run on the stacks they ask for");
}
