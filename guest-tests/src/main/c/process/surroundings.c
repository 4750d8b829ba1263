/*
 * Rule: what the process that starts a run has (cores, priority, limits, clocks) stays outside.
 * Kind: host
 * Natively: shows the cores, priorities, limits and clocks which its parent had.
 * Fails without: CpuCalls.getAffinity, and in a verification InheritedLimits.raise and PriorityCalls.getPriority.
 */
#include "../guest.h"
#include <sys/prctl.h>
#include <sys/resource.h>

/* A file's lines which begin so, or all of them. */
static void show_file(const char *path, const char *beginning) {
  FILE *file = fopen(path, "re");
  char line[1024];
  if (file == NULL) {
    show(path, "error %d", errno);
    return;
  }
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, beginning, strlen(beginning)) == 0) show(path, "%s", line);
  }
  fclose(file);
}

/* The host may enforce less than what getrlimit tells. */
static void use_what_is_allowed(void) {
  struct rlimit limit;
  CHECK(getrlimit(RLIMIT_FSIZE, &limit) == 0);
  int fd = open("large", O_RDWR | O_CREAT, 0600);
  if (limit.rlim_cur == RLIM_INFINITY) CHECK(ftruncate(fd, 1 << 30) == 0);
  CHECK(close(fd) == 0 && unlink("large") == 0);
  CHECK(getrlimit(RLIMIT_AS, &limit) == 0);
  if (limit.rlim_cur == RLIM_INFINITY) {
    void *memory = mmap(NULL, 3L << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    CHECK(memory != MAP_FAILED && munmap(memory, 3L << 30) == 0);
  }
  CHECK(getrlimit(RLIMIT_DATA, &limit) == 0);
  if (limit.rlim_cur == RLIM_INFINITY) {
    void *memory = mmap(NULL, 1 << 29, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    CHECK(memory != MAP_FAILED && munmap(memory, 1 << 29) == 0);
  }
  CHECK(getrlimit(RLIMIT_MEMLOCK, &limit) == 0);
  show("may lock", "%d", limit.rlim_cur >= 1 << 20 ? mlock((void *)((long)&limit & ~4095L), 4096) : 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  cpu_set_t set;
  CPU_ZERO(&set);
  CHECK(sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) >= 1);
  show("cores", "%d", CPU_COUNT(&set));
  show("processors", "%ld %ld", sysconf(_SC_NPROCESSORS_ONLN), sysconf(_SC_NPROCESSORS_CONF));
  show("nice", "%d", getpriority(PRIO_PROCESS, 0));
  show("policy", "%d", sched_getscheduler(0));
  show("io priority", "%ld", syscall(SYS_ioprio_get, 1, 0));
  show("timer slack", "%d", prctl(PR_GET_TIMERSLACK));
  show("huge pages", "%d", prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
  show("personality", "%lx", syscall(SYS_personality, 0xffffffff));
  int mode = -1;
  long policy = syscall(SYS_get_mempolicy, &mode, NULL, 0, NULL, 0);
  show("memory policy", "%ld %d", policy, mode);
  for (int i = 0; i < RLIM_NLIMITS; i++) {
    struct rlimit limit;
    CHECK(getrlimit(i, &limit) == 0 && limit.rlim_cur <= limit.rlim_max);
    show("limit", "%d %lu %lu", i, limit.rlim_cur, limit.rlim_max);
  }
  show("monotonic", "%ld", now_nanos(CLOCK_MONOTONIC) / 1000000);
  show("boot", "%ld", now_nanos(CLOCK_BOOTTIME) / 1000000);
  show_file("/proc/self/status", "Cpus_allowed");
  show_file("/proc/self/status", "Mems_allowed");
  show_file("/proc/self/status", "Sig");
  show_file("/proc/self/status", "Cap");
  show_file("/proc/self/status", "Seccomp");
  show_file("/proc/self/status", "THP");
  show_file("/proc/self/limits", "");
  show_file("/proc/self/oom_score_adj", "");
  show_file("/proc/self/coredump_filter", "");
  show_file("/proc/self/timens_offsets", "");
  show_file("/proc/self/cgroup", "");
  show_file("/proc/self/stat", "");
  show_file("/proc/uptime", "");
  show_file("/sys/devices/system/cpu/online", "");
  show_file("/proc/1/environ", "");
  show_file("/proc/1/limits", "");
  show_file("/proc/1/oom_score_adj", "");
  show_file("/proc/1/status", "Cpus_allowed");
  struct stat here;
  CHECK(stat(".", &here) == 0);
  show("directory", "%ld %ld %ld", here.st_atime, here.st_mtime, here.st_ctime);
  use_what_is_allowed();
  return done("a program makes do with what it is given");
}
