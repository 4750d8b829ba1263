/*
 * Rule: a program that its limits of memory leave no room ends as on Linux, and no other does
 * Kind: semantics
 * Natively: with too little room SIGSEGV or the dynamic linker ends it, from some room on nothing does
 * Fails without: HostLimits.set, which adds our own memory, and NewProgram.prepare
 */
#include "../guest.h"

#define STEP (32 << 10)
#define STEPS 256

static int status_with(int resource, rlim_t size) {
  pid_t child = fork();
  if (child == 0) {
    struct rlimit limit = {size, size};
    if (setrlimit(resource, &limit) != 0) _exit(3);
    char *arguments[] = {guest_argv[0], "--again", NULL};
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 2);
    execve("/proc/self/exe", arguments, environ);
    _exit(4);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child);
  return status;
}

static void grow(int resource) {
  int fits = 0;
  for (int i = 1; i <= STEPS; i += i < 32 ? 1 : 16) {
    int status = status_with(resource, (rlim_t)i * STEP);
    int ends = WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
    int refused = WIFEXITED(status) && WEXITSTATUS(status) == 127;
    CHECK(status == 0 || (!fits && (ends || refused)));
    fits = status == 0;
  }
  CHECK(fits);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--again")) _exit(0);
  CHECK(status_with(RLIMIT_AS, STEP) == SIGSEGV);
  grow(RLIMIT_AS);
  grow(RLIMIT_DATA);
  struct rlimit limit = {256 << 20, 256 << 20};
  CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
  CHECK(mmap(NULL, 512 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
  CHECK(errno == ENOMEM);
  CHECK(malloc((size_t)300 << 20) == NULL);
  CHECK(getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur == 256 << 20);
  return done("limits of memory hold");
}
