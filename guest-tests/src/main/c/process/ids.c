/*
 * Rule: process, thread, session and group ids come from an own pid namespace, in schedule order.
 * Kind: varies
 * Natively: every run prints other ids.
 * Fails without: the pid namespace that Namespaces.java makes, and Processes.start.
 */
#include "../guest.h"

static void *thread(void *argument) {
  *(pid_t *)argument = gettid();
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(getpid() == gettid());
  show("pid", "%d", getpid());
  show("ppid", "%d", getppid());
  show("pgid", "%d", getpgid(0));
  show("sid", "%d", getsid(0));
  CHECK(getpgid(0) == getpgid(getpid()) && getpgrp() == getpgid(0));
  pthread_t t;
  pid_t tid = 0;
  CHECK(pthread_create(&t, NULL, thread, &tid) == 0);
  CHECK(pthread_join(t, NULL) == 0);
  CHECK(tid > 0 && tid != getpid());
  show("tid", "%d", tid);
  for (int i = 0; i < 3; i++) {
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
      CHECK(getppid() == parent && getpid() != parent);
      CHECK(getpgid(0) == getpgid(parent) && getsid(0) == getsid(parent));
      CHECK(setsid() == getpid() && getsid(0) == getpid() && getpgid(0) == getpid());
      CHECK_ERRNO(setsid(), EPERM);
      _exit(0);
    }
    show("child", "%d", child);
    expect_exit(child, 0);
    CHECK_ERRNO(kill(child, 0), ESRCH);
  }
  CHECK_ERRNO(getpgid(0x3ffffff), ESRCH);
  return done("ids are consistent");
}
