/*
 * Rule: names relative to descriptors, and the limits of openat2, mean what Linux says.
 * Kind: semantics
 * Natively: AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW, O_PATH and RESOLVE_* hold, also through /proc.
 * Fails without: OpenCalls.how, Subjects.open and PathWalk.walk.
 */
#include "../guest.h"
#include <linux/openat2.h>

static int opens(int directory, const char *path, uint64_t flags, uint64_t resolve) {
  struct open_how how = {.flags = flags, .resolve = resolve};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

static void check_file(int fd) {
  char text[16];
  CHECK(fd >= 0 && read(fd, text, sizeof text) == 4 && memcmp(text, "text", 4) == 0 && close(fd) == 0);
}

static void resolving(int top, int d) {
  check_file(opens(top, "d/f", O_RDONLY, RESOLVE_BENEATH));
  check_file(opens(top, "d/../d/f", O_RDONLY, RESOLVE_BENEATH));
  check_file(opens(d, "inner", O_RDONLY, RESOLVE_BENEATH));
  CHECK_ERRNO(opens(d, "../d/f", O_RDONLY, RESOLVE_BENEATH), EXDEV);
  CHECK_ERRNO(opens(d, "/etc/passwd", O_RDONLY, RESOLVE_BENEATH), EXDEV);
  CHECK_ERRNO(opens(d, "out", O_RDONLY, RESOLVE_BENEATH), EXDEV);
  CHECK_ERRNO(opens(d, "absolute", O_RDONLY, RESOLVE_BENEATH), EXDEV);
  check_file(opens(d, "absolute", O_RDONLY, RESOLVE_IN_ROOT));
  check_file(opens(d, "/../../f", O_RDONLY, RESOLVE_IN_ROOT));
  CHECK_ERRNO(opens(d, "/etc/passwd", O_RDONLY, RESOLVE_IN_ROOT), ENOENT);
  CHECK_ERRNO(opens(d, "inner", O_RDONLY, RESOLVE_NO_SYMLINKS), ELOOP);
  CHECK_ERRNO(opens(top, "ds/f", O_RDONLY, RESOLVE_NO_SYMLINKS), ELOOP);
  check_file(opens(top, "ds/f", O_RDONLY, RESOLVE_NO_MAGICLINKS));
  check_file(opens(top, "d/f", O_RDONLY, RESOLVE_NO_XDEV));
  CHECK_ERRNO(opens(top, "/proc/self/stat", O_RDONLY, RESOLVE_NO_XDEV), EXDEV);
  CHECK_ERRNO(opens(top, "/proc/self/stat", O_RDONLY, RESOLVE_NO_SYMLINKS), ELOOP);
  CHECK_ERRNO(opens(top, "/proc/self/stat", O_RDONLY, RESOLVE_BENEATH), EXDEV);
  CHECK_ERRNO(opens(top, "/proc/self/cwd/d/f", O_RDONLY, RESOLVE_NO_MAGICLINKS), ELOOP);
  CHECK_ERRNO(opens(top, "/proc/self/exe", O_RDONLY, RESOLVE_NO_MAGICLINKS), ELOOP);
  char magic[64];
  snprintf(magic, sizeof magic, "/proc/self/fd/%d/f", d);
  CHECK_ERRNO(opens(top, magic, O_RDONLY, RESOLVE_NO_MAGICLINKS), ELOOP);
  check_file(opens(top, magic, O_RDONLY, 0));
  struct open_how how = {.flags = O_RDONLY, .resolve = 0x100};
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &how, sizeof how), EINVAL);
  how.resolve = RESOLVE_BENEATH | RESOLVE_IN_ROOT;
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &how, sizeof how), EINVAL);
  how = (struct open_how){.flags = O_RDONLY | (1ULL << 40)};
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &how, sizeof how), EINVAL);
  how = (struct open_how){.flags = O_RDONLY, .mode = 0600};
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &how, sizeof how), EINVAL);
  how = (struct open_how){.flags = O_CREAT | O_WRONLY, .mode = 010600};
  CHECK_ERRNO(syscall(SYS_openat2, top, "n", &how, sizeof how), EINVAL);
  struct { struct open_how how; uint64_t more; } large = {{.flags = O_RDONLY}, 0};
  CHECK(close((int)syscall(SYS_openat2, top, "d/f", &large, sizeof large)) == 0);
  large.more = 1;
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &large, sizeof large), E2BIG);
  CHECK_ERRNO(syscall(SYS_openat2, top, "d/f", &large, 8), EINVAL);
  how = (struct open_how){.flags = O_CREAT | O_WRONLY | O_EXCL, .mode = 0640, .resolve = RESOLVE_BENEATH};
  int made = (int)syscall(SYS_openat2, d, "made", &how, sizeof how);
  CHECK(made >= 0 && close(made) == 0 && unlinkat(d, "made", 0) == 0);
}

static void empty_paths(int d) {
  struct stat s, t;
  struct statx x;
  char text[64];
  int f = openat(d, "f", O_RDONLY), p = openat(d, "inner", O_PATH | O_NOFOLLOW), c = open(".", O_PATH);
  CHECK(fstatat(f, "", &s, AT_EMPTY_PATH) == 0 && s.st_size == 4);
  CHECK_ERRNO(fstatat(f, "", &t, 0), ENOENT);
  CHECK_ERRNO(fstatat(f, "x", &t, 0), ENOTDIR);
  CHECK_ERRNO(fstatat(99, "x", &t, 0), EBADF);
  CHECK_ERRNO(fstatat(f, "", &t, 0x8000), EINVAL);
  CHECK(statx(f, "", AT_EMPTY_PATH, STATX_INO, &x) == 0 && x.stx_ino == s.st_ino);
  CHECK(fstatat(AT_FDCWD, "", &t, AT_EMPTY_PATH) == 0 && S_ISDIR(t.st_mode));
  CHECK(fstatat(p, "", &t, AT_EMPTY_PATH) == 0 && S_ISLNK(t.st_mode));
  CHECK(readlinkat(p, "", text, sizeof text) == 1 && text[0] == 'f');
  CHECK_ERRNO(readlinkat(f, "", text, sizeof text), ENOENT);
  CHECK(faccessat(d, "f", R_OK, 0) == 0 && syscall(SYS_faccessat2, f, "", R_OK, AT_EMPTY_PATH) == 0);
  CHECK(syscall(SYS_faccessat2, d, "dangling", F_OK, AT_SYMLINK_NOFOLLOW) == 0);
  CHECK_ERRNO(syscall(SYS_faccessat2, d, "dangling", F_OK, 0), ENOENT);
  CHECK_ERRNO(syscall(SYS_faccessat2, d, "f", 8, 0), EINVAL);
  CHECK(fchownat(f, "", -1, -1, AT_EMPTY_PATH) == 0 && fchownat(d, "inner", -1, -1, AT_SYMLINK_NOFOLLOW) == 0);
  struct timespec times[2] = {{7, 0}, {8, 0}};
  CHECK(syscall(SYS_utimensat, f, NULL, times, 0) == 0 && fstat(f, &t) == 0 && t.st_mtime == 8);
  CHECK(utimensat(d, "dangling", times, AT_SYMLINK_NOFOLLOW) == 0);
  CHECK_ERRNO(utimensat(d, "dangling", times, 0), ENOENT);
  CHECK(fstatat(d, "dangling", &t, AT_SYMLINK_NOFOLLOW) == 0 && t.st_mtime == 8);
  CHECK(linkat(d, "inner", d, "link", 0) == 0 && linkat(d, "inner", d, "file", AT_SYMLINK_FOLLOW) == 0);
  CHECK(fstatat(d, "link", &t, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(t.st_mode));
  CHECK(fstatat(d, "file", &t, AT_SYMLINK_NOFOLLOW) == 0 && t.st_ino == s.st_ino && t.st_nlink == 2);
  CHECK(unlinkat(d, "link", 0) == 0 && unlinkat(d, "file", 0) == 0);

  /* A descriptor for the path alone does nothing else. */
  int o = openat(d, "f", O_PATH);
  CHECK(fcntl(o, F_GETFL) == O_PATH && fstat(o, &t) == 0 && t.st_ino == s.st_ino);
  CHECK_ERRNO(read(o, text, 1), EBADF);
  CHECK_ERRNO(write(o, text, 1), EBADF);
  CHECK_ERRNO(lseek(o, 0, SEEK_SET), EBADF);
  CHECK_ERRNO(ftruncate(o, 0), EBADF);
  CHECK_ERRNO(fchmod(o, 0600), EBADF);
  CHECK_ERRNO(fchown(o, -1, -1), EBADF);
  CHECK_ERRNO(ioctl(o, FIONREAD, text), EBADF);
  CHECK_ERRNO(fsync(o), EBADF);
  CHECK_ERRNO(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, o, 0) == MAP_FAILED ? -1 : 0, EBADF);
  CHECK_ERRNO(fcntl(o, F_SETFL, 0), EBADF);
  CHECK(fcntl(o, F_GETFD) == 0 && fcntl(o, F_SETFD, FD_CLOEXEC) == 0);
  int e = dup(o);
  CHECK(e >= 0 && close(e) == 0);
  char magic[64];
  snprintf(magic, sizeof magic, "/proc/self/fd/%d", o);
  check_file(open(magic, O_RDONLY));
  CHECK(chmod(magic, 0604) == 0 && fstat(o, &t) == 0 && (t.st_mode & 0777) == 0604);
  CHECK_ERRNO(syscall(SYS_getdents64, c, text, sizeof text), EBADF);
  check_file(openat(c, "d/f", O_RDONLY));
  CHECK_ERRNO(open("d/f", O_RDONLY | O_DIRECTORY), ENOTDIR);
  CHECK_ERRNO(openat(d, "inner", O_RDONLY | O_NOFOLLOW), ELOOP);
  CHECK_ERRNO(open("d", O_WRONLY), EISDIR);
  CHECK_ERRNO(open("d", O_RDONLY | O_CREAT, 0600), EISDIR);
  CHECK_ERRNO(open("d/f", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
  CHECK_ERRNO(openat(d, "dangling", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
  CHECK_ERRNO(open("d/f/", O_RDONLY), ENOTDIR);
  CHECK_ERRNO(open("new/", O_CREAT | O_RDWR, 0600), EISDIR);
  CHECK_ERRNO(openat(f, "x", O_RDONLY), ENOTDIR);
  int through = openat(d, "dangling", O_CREAT | O_RDWR, 0600);
  CHECK(through >= 0 && fstatat(d, "absent", &t, 0) == 0 && close(through) == 0);
  CHECK(unlinkat(d, "absent", 0) == 0);
  close(f), close(p), close(c), close(o);
}

static void masks(int d) {
  struct statx x;
  CHECK(statx(d, "f", 0, 0, &x) == 0 && statx(d, "f", AT_STATX_FORCE_SYNC, STATX_ALL, &x) == 0);
  CHECK((x.stx_mask & STATX_BASIC_STATS) == STATX_BASIC_STATS && x.stx_size == 4 && x.stx_nlink == 1);
  show("mask", "%x attributes %llx", x.stx_mask, (long long)x.stx_attributes);
  CHECK(statx(d, "inner", AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_TYPE, &x) == 0 && S_ISLNK(x.stx_mode));
  CHECK_ERRNO(statx(d, "f", 0, 0x80000000u, &x), EINVAL);
  CHECK_ERRNO(statx(d, "f", 0x6000, 0, &x), EINVAL);
  CHECK_ERRNO(statx(d, "f", 0x8000, 0, &x), EINVAL);
  CHECK_ERRNO(statx(d, "", 0, 0, &x), ENOENT);
  for (unsigned bit = 1; bit <= STATX_BTIME; bit <<= 1) CHECK(statx(d, "f", 0, bit, &x) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("d", 0755) == 0 && symlink("d", "ds") == 0);
  int top = open(".", O_RDONLY), d = open("d", O_RDONLY | O_DIRECTORY);
  int f = openat(d, "f", O_CREAT | O_WRONLY, 0644);
  CHECK(write(f, "text", 4) == 4 && close(f) == 0);
  CHECK(symlinkat("f", d, "inner") == 0 && symlinkat("/f", d, "absolute") == 0);
  CHECK(symlinkat("../d/f", d, "out") == 0 && symlinkat("absent", d, "dangling") == 0);
  resolving(top, d);
  empty_paths(d);
  masks(d);
  const char *names[] = {"f", "inner", "absolute", "out", "dangling"};
  for (int i = 0; i < 5; i++) CHECK(unlinkat(d, names[i], 0) == 0);
  CHECK(unlinkat(AT_FDCWD, "d", AT_REMOVEDIR) == 0 && unlink("ds") == 0);
  return done("descriptors and limits of paths hold");
}
