/*
 * Rule: exec from a thread that is not the leader ends the others and takes the leader's id.
 * Kind: semantics
 * Natively: the new program has the pid of the old one, whichever thread called exec.
 * Fails without: ExecCalls.exec, which gives the thread the leader's id.
 */
#include "../guest.h"

static char pid_text[16];

static void *blocks(void *argument) {
  for (;;) pause();
  return argument;
}

static void *executes(void *argument) {
  CHECK(gettid() != getpid());
  char *arguments[] = {guest_argv[0], "--again", pid_text, NULL};
  execve("/proc/self/exe", arguments, environ);
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--again")) {
    CHECK(getpid() == atoi(argv[2]) && gettid() == getpid());
    _exit(17);
  }
  for (int i = 0; i < 5; i++) {
    pid_t child = fork();
    if (child == 0) {
      snprintf(pid_text, sizeof pid_text, "%d", getpid());
      pthread_t t;
      for (int j = 0; j < 3; j++) CHECK(pthread_create(&t, NULL, blocks, NULL) == 0);
      CHECK(pthread_create(&t, NULL, executes, NULL) == 0);
      if (i % 2) blocks(NULL);
      pthread_join(t, NULL);
      _exit(1);
    }
    expect_exit(child, 17);
  }
  return done("the new program has the old pid");
}
