/*
 * Rule: /proc/cpuinfo, /proc/version and the CPU topology in /sys describe one virtual machine.
 * Kind: host
 * Natively: prints the host's.
 * Fails without: SystemFiles.content.
 */
#include "../guest.h"
#include <cpuid.h>

static int print(const char *path, const char *prefix) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    show(path, "%s", strerror(errno));
    return 0;
  }
  char line[8192];
  int matches = 0;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, prefix, strlen(prefix)) == 0) {
      matches++;
      show(path, "%s", line);
    }
  }
  fclose(file);
  return matches;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int processors = print("/proc/cpuinfo", "processor");
  CHECK(processors == sysconf(_SC_NPROCESSORS_ONLN));
  CHECK(print("/proc/cpuinfo", "model name") == processors);
  CHECK(print("/proc/cpuinfo", "flags") == processors);
  print("/proc/cpuinfo", "cpu MHz");
  CHECK(print("/proc/version", "Linux") == 1);
  print("/sys/devices/system/cpu/online", "");
  print("/sys/devices/system/cpu/possible", "");
  print("/sys/devices/system/cpu/cpu0/cache/index2/size", "");
  print("/sys/fs/cgroup/cpu.max", "");
  print("/sys/fs/cgroup/memory.max", "");
  print("/sys/kernel/mm/transparent_hugepage/enabled", "");
  print("/proc/sys/kernel/pid_max", "");
  print("/proc/sys/vm/overcommit_memory", "");
  print("/proc/filesystems", "nodev\tproc");
  return done("one description of the machine");
}
