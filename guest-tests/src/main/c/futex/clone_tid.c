/*
 * Rule: CLONE_CHILD_CLEARTID clears the word and wakes its futex when the thread ends.
 * Kind: semantics
 * Natively: a raw clone sets both id words, and its end wakes a raw futex wait.
 * Fails without: Futexes.release, the wake of clear_child_tid when a thread ends.
 */
#include "../guest.h"
#include <linux/futex.h>

static int parent_word, child_word = -1;
static volatile int ran;
static char stack[65536] __attribute__((aligned(16)));

static int child(void *argument) {
  (void)argument;
  ran = (int)syscall(SYS_gettid);
  syscall(SYS_exit, 0);
  return 0;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
              CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
  for (int i = 0; i < 5; i++) {
    child_word = -1;
    int tid = clone(child, stack + sizeof stack, flags, NULL, &parent_word, NULL, &child_word);
    CHECK(tid > 0 && parent_word == tid);
    int seen;
    while ((seen = __atomic_load_n(&child_word, __ATOMIC_SEQ_CST)) != 0) {
      if (syscall(SYS_futex, &child_word, FUTEX_WAIT, seen, NULL) != 0) CHECK(errno == EAGAIN);
    }
    CHECK(ran == tid);
  }
  /* A child process with its own memory, and one that shares it. */
  pid_t pid = clone(child, stack + sizeof stack, SIGCHLD, NULL);
  ran = 0;
  expect_exit(pid, 0);
  CHECK(ran == 0);
  pid = clone(child, stack + sizeof stack, CLONE_VM | SIGCHLD, NULL);
  expect_exit(pid, 0);
  CHECK(ran == pid);
  CHECK_ERRNO(clone(child, stack + sizeof stack, CLONE_THREAD, NULL), EINVAL);
  return done("the end of a thread clears its word");
}
