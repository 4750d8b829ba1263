/*
 * Rule: /proc/self presents the guest's own process, with virtual numbers.
 * Kind: varies
 * Natively: the files agree with the system calls; pids, times and addresses vary.
 * Fails without: StatusText.status and MemoryText.maps.
 */
#include "../guest.h"
#include <dirent.h>
#include <sys/prctl.h>

static char text[1 << 16];

static int slurp(const char *path) {
  int fd = open(path, O_RDONLY), total = 0;
  CHECK(fd >= 0);
  ssize_t n;
  while ((n = read(fd, text + total, sizeof text - 1 - total)) > 0) total += n;
  CHECK(n == 0);
  text[total] = 0;
  close(fd);
  return total;
}

static long status_field(const char *name) {
  char *at = strstr(text, name);
  CHECK(at != NULL);
  return strtol(at + strlen(name), NULL, 10);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char link[4096], number[32];
  ssize_t n = readlink("/proc/self", link, sizeof link);
  CHECK(n > 0);
  link[n] = 0;
  CHECK(atoi(link) == getpid());
  show("self", "%s", link);

  CHECK(prctl(PR_SET_NAME, "a (b) c") == 0);
  CHECK(slurp("/proc/self/comm") == 8 && strcmp(text, "a (b) c\n") == 0);
  slurp("/proc/self/stat");
  show("stat", "%.300s", text);
  int pid, ppid, pgrp, session;
  char state;
  CHECK(sscanf(text, "%d (a (b) c) %c %d %d %d", &pid, &state, &ppid, &pgrp, &session) == 5);
  CHECK(pid == getpid() && ppid == getppid() && pgrp == getpgrp() && session == getsid(0) && state == 'R');
  slurp("/proc/self/status");
  CHECK(status_field("\nPid:") == getpid() && status_field("\nPPid:") == getppid());
  CHECK(status_field("\nTgid:") == getpid() && status_field("\nThreads:") == 1);
  CHECK(status_field("\nUid:") == (long)getuid());
  show("memory", "VmSize %ld VmRSS %ld", status_field("\nVmSize:"), status_field("\nVmRSS:"));
  show("switches", "%ld", status_field("\nvoluntary_ctxt_switches:"));

  n = readlink("/proc/self/exe", link, sizeof link);
  CHECK(n > 0);
  link[n] = 0;
  struct stat exe, named;
  CHECK(stat(link, &named) == 0 && stat("/proc/self/exe", &exe) == 0 && exe.st_ino == named.st_ino);
  slurp("/proc/self/cmdline");
  CHECK(strcmp(text, argv[0]) == 0);
  n = readlink("/proc/self/cwd", link, sizeof link);
  char here[4096];
  CHECK(n > 0 && getcwd(here, sizeof here) != NULL);
  link[n] = 0;
  CHECK(strcmp(link, here) == 0);

  /* The listing of descriptors, and each one's target. */
  int fd = open("/dev/null", O_RDWR);
  snprintf(number, sizeof number, "/proc/self/fd/%d", fd);
  n = readlink(number, link, sizeof link);
  CHECK(n == 9 && memcmp(link, "/dev/null", 9) == 0);
  DIR *directory = opendir("/proc/self/fd");
  CHECK(directory != NULL);
  int found = 0;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    if (entry->d_name[0] != '.') show("fd", "%s", entry->d_name);
    found += atoi(entry->d_name) == fd && entry->d_name[0] != '.';
  }
  closedir(directory);
  CHECK(found == 1);
  int p[2];
  CHECK(pipe(p) == 0);
  snprintf(number, sizeof number, "/proc/self/fd/%d", p[0]);
  n = readlink(number, link, sizeof link);
  CHECK(n > 6 && memcmp(link, "pipe:[", 6) == 0);
  link[n] = 0;
  show("pipe", "%s", link);
  snprintf(number, sizeof number, "/proc/self/fdinfo/%d", fd);
  slurp(number);
  CHECK(strstr(text, "flags:\t0100002") != NULL);

  /* The mappings know this function and the stack. */
  slurp("/proc/self/maps");
  unsigned long from, to, code = (unsigned long)main;
  int hit = 0;
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    show("map", "%s", line);
    CHECK(sscanf(line, "%lx-%lx", &from, &to) == 2);
    if (code >= from && code < to) hit += strstr(line, "r-xp") != NULL;
    if ((unsigned long)&from >= from && (unsigned long)&from < to) hit += strstr(line, "[stack]") != NULL;
  }
  CHECK(hit == 2);
  slurp("/proc/self/limits");
  CHECK(strstr(text, "Max open files") != NULL);
  n = slurp("/proc/self/environ");
  CHECK(n == 0 || strchr(text, '=') != NULL);
  n = slurp("/proc/self/auxv");
  CHECK(n > 16 && n % 16 == 0);
  return done("/proc/self agrees with the system calls");
}
