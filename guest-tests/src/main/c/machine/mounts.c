/*
 * Rule: mounts and file systems are the container's, with virtual numbers.
 * Kind: host
 * Natively: shows the host's mounts, devices and free space.
 * Fails without: Mounts.info and StatfsCalls.write.
 */
#include "../guest.h"
#include <sys/statfs.h>

static void list(const char *path) {
  FILE *file = fopen(path, "r");
  CHECK(file != NULL);
  char line[4096];
  int lines = 0;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    show(path, "%s", line);
    lines++;
  }
  CHECK(lines > 0);
  fclose(file);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  list("/proc/self/mountinfo");
  list("/proc/mounts");
  const char *places[] = {"/", ".", "/tmp", "/proc", "/dev", "/usr"};
  for (int i = 0; i < 6; i++) {
    struct statfs fs;
    struct stat s;
    CHECK(statfs(places[i], &fs) == 0 && stat(places[i], &s) == 0);
    show(places[i], "type %lx, %lu of %lu free, id %x.%x, device %lx, inode %lu", (long)fs.f_type,
         (long)fs.f_bfree, (long)fs.f_blocks, fs.f_fsid.__val[0], fs.f_fsid.__val[1], (long)s.st_dev,
         (long)s.st_ino);
  }
  struct statx x;
  CHECK(statx(AT_FDCWD, "/usr", 0, STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID, &x) == 0);
  show("statx", "born %lld.%09u, mount %llu", (long long)x.stx_btime.tv_sec, x.stx_btime.tv_nsec,
       (unsigned long long)x.stx_mnt_id);
  return done("mounts are listed");
}
