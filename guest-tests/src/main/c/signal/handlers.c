/*
 * Rule: signals are delivered at defined points, with the flags of sigaction as Linux defines them.
 * Kind: semantics
 * Natively: SA_SIGINFO, SA_NODEFER, SA_RESETHAND, SA_ONSTACK, masks and pending sets hold.
 * Fails without: Delivery.handle and SignalFrame.push.
 */
#include "../guest.h"

static volatile int depth, deepest, calls, on_stack;
static volatile siginfo_t last;
static char stack[65536];

static void recurse(int signal) {
  calls++;
  if (++depth > deepest) deepest = depth;
  if (calls == 1) {
    raise(signal);
    CHECK(calls == 1 || depth == 1);
  }
  depth--;
}

static void inform(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  last = *info;
  char here;
  on_stack = &here >= stack && &here < stack + sizeof stack;
}

static void install(int flags, int blocked) {
  struct sigaction action = {.sa_handler = recurse, .sa_flags = flags};
  if (blocked) sigaddset(&action.sa_mask, blocked);
  CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
  calls = deepest = 0;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  install(0, 0);
  CHECK(raise(SIGUSR1) == 0);
  CHECK(calls == 2 && deepest == 1); /* deferred while the handler runs */
  install(SA_NODEFER, 0);
  raise(SIGUSR1);
  CHECK(calls == 2 && deepest == 2);
  install(SA_RESETHAND, 0);
  calls = 1;
  raise(SIGUSR1);
  struct sigaction now;
  CHECK(sigaction(SIGUSR1, NULL, &now) == 0 && now.sa_handler == SIG_DFL);

  struct sigaction action = {.sa_sigaction = inform, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  CHECK(sigaction(SIGUSR2, &action, NULL) == 0 && sigaction(SIGRTMIN, &action, NULL) == 0);
  CHECK(kill(getpid(), SIGUSR2) == 0);
  CHECK(last.si_signo == SIGUSR2 && last.si_code == SI_USER && last.si_pid == getpid());
  CHECK(last.si_uid == getuid() && !on_stack);
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack}, old;
  CHECK(sigaltstack(&alternate, NULL) == 0);
  CHECK(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 42}) == 0);
  CHECK(on_stack && last.si_code == SI_QUEUE && last.si_value.sival_int == 42);
  CHECK(sigaltstack(NULL, &old) == 0 && old.ss_sp == stack && old.ss_flags == 0);
  CHECK(syscall(SYS_tgkill, getpid(), gettid(), SIGUSR2) == 0 && last.si_code == SI_TKILL);

  /* Blocked signals wait: ordinary ones once, real-time ones each, lowest number first. */
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigaddset(&set, SIGRTMIN);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  for (int i = 0; i < 3; i++) {
    kill(getpid(), SIGUSR2);
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
  }
  CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR2) && sigismember(&pending, SIGRTMIN));
  siginfo_t info;
  CHECK(sigwaitinfo(&set, &info) == SIGUSR2);
  for (int i = 0; i < 3; i++) {
    CHECK(sigwaitinfo(&set, &info) == SIGRTMIN && info.si_value.sival_int == i);
  }
  CHECK_ERRNO(sigtimedwait(&set, &info, &(struct timespec){0, 1000000}), EAGAIN);
  kill(getpid(), SIGUSR2);
  last.si_signo = 0;
  CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
  CHECK(last.si_signo == SIGUSR2); /* before sigprocmask returns */

  CHECK_ERRNO(sigaction(SIGKILL, &action, NULL), EINVAL);
  CHECK_ERRNO(sigaction(65, &action, NULL), EINVAL);
  CHECK_ERRNO(kill(getpid(), 65), EINVAL);
  CHECK_ERRNO(syscall(SYS_tgkill, getpid(), 0, SIGUSR1), EINVAL);
  CHECK_ERRNO(syscall(SYS_tgkill, getpid(), 0x3ffffff, SIGUSR1), ESRCH);
  return done("signals arrive as sigaction says");
}
