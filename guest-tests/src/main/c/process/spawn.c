/*
 * Rule: vfork, posix_spawn and exec run in schedule order, with Linux's rules for what is inherited.
 * Kind: semantics
 * Natively: vfork suspends the parent; exec keeps descriptors without FD_CLOEXEC, ids and masks.
 * Fails without: ProcessCalls.clone (vfork's suspension).
 */
#include "../guest.h"
#include <spawn.h>

static volatile int shared;

static pid_t spawn(const char *path, char *const arguments[], char *const environment[]) {
  pid_t pid;
  CHECK_RETURNS(posix_spawn(&pid, path, NULL, NULL, arguments, environment), 0);
  return pid;
}

/* The program run again as its own child: checks what came through exec. */
static int after_exec(void) {
  int kept = atoi(guest_argv[2]), closed = atoi(guest_argv[3]), pid = atoi(guest_argv[4]);
  CHECK(fcntl(kept, F_GETFD) == 0);
  CHECK_ERRNO(fcntl(closed, F_GETFD), EBADF);
  CHECK(getpid() == pid && guest_argc == 5);
  CHECK(strcmp(getenv("GUEST_VALUE"), "given") == 0);
  sigset_t set;
  CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0 && sigismember(&set, SIGUSR1));
  CHECK(sigpending(&set) == 0 && sigismember(&set, SIGUSR1)); /* pending signals survive */
  struct sigaction action;
  CHECK(sigaction(SIGUSR2, NULL, &action) == 0 && action.sa_handler == SIG_IGN);
  CHECK(sigaction(SIGHUP, NULL, &action) == 0 && action.sa_handler == SIG_DFL);
  CHECK(alarm(0) > 0); /* and so does the alarm */
  return 33;
}

static void nothing(int signal) { (void)signal; }

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (argc > 1 && strcmp(argv[1], "--after-exec") == 0) return after_exec();
  pid_t pid = vfork();
  if (pid == 0) {
    shared = 1;
    _exit(5);
  }
  CHECK(shared == 1); /* the child ran first, in our memory */
  expect_exit(pid, 5);

  char *arguments[] = {"sh", "-c", "exit $((A + 1))", NULL}, *environment[] = {"A=41", NULL};
  expect_exit(spawn("/bin/sh", arguments, environment), 42);
  pid_t missing;
  CHECK_RETURNS(posix_spawn(&missing, "/absent", NULL, NULL, arguments, environment), ENOENT);
  posix_spawn_file_actions_t actions;
  int p[2];
  char text[16];
  CHECK(pipe2(p, O_CLOEXEC) == 0 && posix_spawn_file_actions_init(&actions) == 0);
  CHECK(posix_spawn_file_actions_adddup2(&actions, p[1], 1) == 0);
  char *echo[] = {"echo", "hello", NULL};
  CHECK_RETURNS(posix_spawnp(&pid, "echo", &actions, NULL, echo, environ), 0);
  expect_exit(pid, 0);
  CHECK(read(p[0], text, sizeof text) == 6 && memcmp(text, "hello\n", 6) == 0);

  pid = fork();
  if (pid == 0) {
    char kept[16], closed[16], self[16];
    snprintf(kept, sizeof kept, "%d", dup(0));
    snprintf(closed, sizeof closed, "%d", p[0]);
    snprintf(self, sizeof self, "%d", getpid());
    signal(SIGUSR2, SIG_IGN);
    handle(SIGHUP, nothing, 0);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0 && raise(SIGUSR1) == 0);
    alarm(100);
    char *again[] = {argv[0], "--after-exec", kept, closed, self, NULL};
    char *given[] = {"GUEST_VALUE=given", NULL};
    execve("/proc/self/exe", again, given);
    _exit(1);
  }
  expect_exit(pid, 33);

  CHECK_ERRNO(execve("/absent", arguments, environment), ENOENT);
  CHECK_ERRNO(execve("/etc/passwd", arguments, environment), EACCES);
  CHECK_ERRNO(execve("/", arguments, environment), EACCES);
  int fd = open("script", O_CREAT | O_WRONLY, 0755);
  CHECK(write(fd, "no magic\n", 9) == 9 && close(fd) == 0);
  CHECK_ERRNO(execve("./script", arguments, environment), ENOEXEC);
  CHECK(unlink("script") == 0);

  /* Many in a row. */
  for (int i = 0; i < 20; i++) {
    pid = vfork();
    if (pid == 0) {
      execl("/bin/true", "true", (char *)NULL);
      _exit(1);
    }
    expect_exit(pid, 0);
  }
  return done("children start with what they should");
}
