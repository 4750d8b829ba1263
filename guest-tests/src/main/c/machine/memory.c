/*
 * Rule: memory and page-cache figures, load and uptime of sysinfo are the virtual machine's.
 * Kind: varies
 * Natively: every run prints other figures.
 * Fails without: MachineCalls.sysinfo, StatfsCalls.write and MemoryInfo.text.
 */
#include "../guest.h"
#include <sys/statvfs.h>
#include <sys/sysinfo.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct sysinfo info;
  CHECK(sysinfo(&info) == 0);
  CHECK(info.totalram > 0 && info.freeram <= info.totalram && info.mem_unit > 0 && info.procs > 0);
  show("sysinfo", "uptime %ld loads %lu %lu %lu total %lu free %lu buffers %lu swap %lu procs %d",
       info.uptime, info.loads[0], info.loads[1], info.loads[2], info.totalram, info.freeram,
       info.bufferram, info.totalswap, info.procs);
  CHECK(sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE) <= (long)(info.totalram * info.mem_unit));
  show("pages", "%ld of %ld", sysconf(_SC_AVPHYS_PAGES), sysconf(_SC_PHYS_PAGES));

  FILE *meminfo = fopen("/proc/meminfo", "r");
  CHECK(meminfo != NULL);
  char line[256];
  unsigned long total = 0;
  int lines = 0;
  while (fgets(line, sizeof line, meminfo)) {
    sscanf(line, "MemTotal: %lu kB", &total);
    line[strcspn(line, "\n")] = 0;
    show("meminfo", "%s", line);
    lines++;
  }
  CHECK(lines > 3 && total * 1024 == info.totalram * info.mem_unit);

  struct statvfs fs;
  CHECK(statvfs(".", &fs) == 0 && fs.f_bsize > 0 && fs.f_bavail <= fs.f_blocks);
  show("file system", "%lu of %lu blocks, %lu files", (long)fs.f_bavail, (long)fs.f_blocks,
       (long)fs.f_ffree);
  struct rusage usage;
  CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
  show("faults", "%ld minor %ld major, maxrss %ld", usage.ru_minflt, usage.ru_majflt, usage.ru_maxrss);
  return done("memory figures are consistent");
}
