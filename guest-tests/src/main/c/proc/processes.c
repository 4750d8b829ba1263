/*
 * Rule: host processes do not exist; /proc lists the guest's own, with their states.
 * Kind: varies
 * Natively: the list of processes varies; states R, S, T and Z are told.
 * Fails without: StatText.process, and the pid namespace.
 */
#include "../guest.h"
#include <dirent.h>
#include <sys/prctl.h>

/* The parent, group and session of a process as /proc tells them. */
static void expect_family(pid_t pid, pid_t parent, pid_t group, pid_t session) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int fd = open(path, O_RDONLY), family[3];
  ssize_t n = read(fd, text, sizeof text - 1);
  CHECK(n > 0 && close(fd) == 0);
  text[n] = 0;
  CHECK(sscanf(strrchr(text, ')'), ") %*c %d %d %d", &family[0], &family[1], &family[2]) == 3);
  CHECK(family[0] == parent && family[1] == group && family[2] == session);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2], status;
  char byte;
  CHECK(pipe(p) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(p[1]);
    CHECK(read(p[0], &byte, 1) == 0);
    _exit(0);
  }
  CHECK(state_of(getpid()) == 'R');
  expect_family(child, getpid(), getpgrp(), getsid(0));
  while (state_of(child) != 'S') sleep_millis(2);
  CHECK(kill(child, SIGSTOP) == 0 && waitpid(child, &status, WUNTRACED) == child);
  CHECK(state_of(child) == 'T');
  CHECK(kill(child, SIGCONT) == 0 && waitpid(child, &status, WCONTINUED) == child);
  while (state_of(child) != 'S') sleep_millis(2);
  close(p[1]);
  siginfo_t info;
  CHECK(waitid(P_PID, child, &info, WEXITED | WNOWAIT) == 0);
  CHECK(state_of(child) == 'Z');

  DIR *directory = opendir("/proc");
  CHECK(directory != NULL);
  int mine = 0, its = 0;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    int pid = atoi(entry->d_name);
    if (pid == 0) continue;
    show("process", "%d", pid);
    mine += pid == getpid();
    its += pid == child;
  }
  closedir(directory);
  CHECK(mine == 1 && its == 1);
  expect_exit(child, 0);
  CHECK(state_of(child) == '?');
  return done("/proc knows the states of processes");
}
