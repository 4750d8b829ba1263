/*
 * Rule: /proc/uptime, /proc/stat, /proc/loadavg and their like are virtual files.
 * Kind: varies
 * Natively: every run prints other figures.
 * Fails without: SystemFiles.uptime and SystemFiles.stat.
 */
#include "../guest.h"

static char text[65536];

static void read_whole(const char *path) {
  int fd = open(path, O_RDONLY);
  CHECK(fd >= 0);
  int total = 0;
  ssize_t n;
  while ((n = read(fd, text + total, sizeof text - 1 - total)) > 0) total += n;
  CHECK(n == 0 && total > 0);
  text[total] = 0;
  /* Small reads and seeking give the same file. */
  char head[5] = {0};
  CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, head, 4) == 4 && close(fd) == 0);
  char copy[2001];
  snprintf(copy, sizeof copy, "%.2000s", text);
  for (char *c = copy; *c; c++) {
    if (*c == '\n') *c = '|';
  }
  show(path, "%s", copy);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  double up, idle, loads[3];
  read_whole("/proc/uptime");
  CHECK(sscanf(text, "%lf %lf", &up, &idle) == 2 && up > 0);
  double boot = now_nanos(CLOCK_BOOTTIME) / 1e9;
  CHECK(up <= boot + 0.02 && up > boot - 5);
  read_whole("/proc/loadavg");
  int running, all, last;
  CHECK(sscanf(text, "%lf %lf %lf %d/%d %d", loads, loads + 1, loads + 2, &running, &all, &last) == 6);
  CHECK(running >= 1 && all >= running);
  read_whole("/proc/stat");
  CHECK(strncmp(text, "cpu ", 4) == 0 && strstr(text, "\ncpu0 ") && strstr(text, "\nbtime "));
  long btime = atol(strstr(text, "\nbtime ") + 7);
  long expected = now_nanos(CLOCK_REALTIME) / 1000000000 - (long)boot;
  CHECK(labs(btime - expected) <= 2);
  read_whole("/proc/meminfo");
  CHECK(strstr(text, "MemTotal:"));
  read_whole("/proc/self/stat");
  return done("the figures of /proc agree with the clocks");
}
