/*
 * Rule: environment, descriptors, working directory, signal dispositions are explicit inputs.
 * Kind: host
 * Natively: shows what the parent left behind.
 * Fails without: FirstProcess.prepareStreams (close_range) and Environment.strings.
 */
#include "../guest.h"
#include <dirent.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (char **e = environ; *e; e++) show("environment", "%s", *e);
  char here[4096];
  CHECK(getcwd(here, sizeof here) != NULL && here[0] == '/');
  show("directory", "%s", here);
  DIR *directory = opendir("/proc/self/fd");
  CHECK(directory != NULL);
  int foreign = 0;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    int fd = atoi(entry->d_name);
    if (entry->d_name[0] == '.' || fd == dirfd(directory)) continue;
    show("descriptor", "%d flags %x", fd, fcntl(fd, F_GETFL));
    foreign += fd > 2;
  }
  closedir(directory);
  show("foreign descriptors", "%d", foreign);
  for (int fd = 0; fd < 3; fd++) CHECK(fcntl(fd, F_GETFD) >= 0);
  sigset_t set;
  CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0);
  for (int i = 1; i <= 64; i++) {
    struct sigaction action;
    if (sigismember(&set, i) == 1) show("blocked", "%d", i);
    if (i == 32 || i == 33 || sigaction(i, NULL, &action) != 0) continue;
    if (action.sa_handler != SIG_DFL) show("not default", "%d", i);
  }
  mode_t mask = umask(022);
  show("umask", "%o", mask);
  CHECK(umask(mask) == 022);
  show("terminal", "%d %d %d", isatty(0), isatty(1), isatty(2));
  stack_t stack;
  CHECK(sigaltstack(NULL, &stack) == 0 && stack.ss_flags == SS_DISABLE);
  return done("the program has a place to start from");
}
