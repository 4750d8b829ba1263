/*
 * Rule: permission bits, owners and umask are kept as Linux defines them; mounts are fixed.
 * Kind: semantics
 * Natively: chmod, chown, umask, mknod and access hold, with the bits for other identities.
 * Fails without: AttributeCalls.chown and Inode.permissions.
 * Reprise arguments: --reprise
 */
#include "../guest.h"
#include <sys/mount.h>
#include <sys/sysmacros.h>

static unsigned bits(const char *path) {
  struct stat s;
  CHECK(lstat(path, &s) == 0);
  return s.st_mode & 07777;
}

static void create(const char *path, mode_t mode) {
  CHECK(close(open(path, O_CREAT | O_WRONLY | O_EXCL, mode)) == 0);
}

static void masks(void) {
  CHECK(umask(027) == 022);
  create("f", 0666);
  CHECK(mkdir("d", 01777) == 0 && mkfifo("p", 0666) == 0 && mknod("n", S_IFREG | 0606, 0) == 0);
  CHECK(bits("f") == 0640 && bits("d") == 01750 && bits("p") == 0640 && bits("n") == 0600);
  CHECK(chmod("f", 0666) == 0 && bits("f") == 0666);
  pid_t child = fork();
  if (child == 0) _exit(umask(0) == 027 ? 0 : 1);
  expect_exit(child, 0);
  CHECK(umask(07777) == 027 && umask(0) == 0777);
  create("g", 07777 & ~04000);
  CHECK((bits("g") & 0777) == 0777);
  CHECK(umask(022) == 0 && unlink("g") == 0 && unlink("n") == 0);
  struct stat s;
  CHECK(mknod("n", 0600, 0) == 0 && stat("n", &s) == 0 && S_ISREG(s.st_mode));
  CHECK(mknod("sock", S_IFSOCK | 0600, 0) == 0 && stat("sock", &s) == 0 && S_ISSOCK(s.st_mode));
  CHECK_ERRNO(open("sock", O_RDONLY), ENXIO);
  CHECK_ERRNO(mknod("n", S_IFREG | 0600, 0), EEXIST);
  CHECK_ERRNO(mknod("x", S_IFDIR | 0600, 0), EPERM);
  CHECK_ERRNO(mknod("x", S_IFLNK | 0600, 0), EINVAL);
  CHECK(unlink("n") == 0 && unlink("sock") == 0);
}

static void changes(void) {
  CHECK(chmod("f", 06755) == 0 && bits("f") == 06755 && chmod("d", 03755) == 0 && bits("d") == 03755);
  int fd = open("f", O_RDWR), d = open("d", O_RDONLY);
  CHECK(fchmod(fd, 0400) == 0 && bits("f") == 0400 && fchmod(d, 0700) == 0 && bits("d") == 0700);
  CHECK(write(fd, "x", 1) == 1 && fchmod(fd, 0644) == 0);
  CHECK(fchmodat(AT_FDCWD, "f", 0600, 0) == 0 && bits("f") == 0600);
  CHECK(symlink("f", "s") == 0 && chmod("s", 0640) == 0 && bits("f") == 0640 && bits("s") == 0777);
  CHECK_ERRNO(fchmodat(AT_FDCWD, "s", 0600, AT_SYMLINK_NOFOLLOW), EOPNOTSUPP);
  CHECK_ERRNO(chmod("absent", 0600), ENOENT);
  CHECK_ERRNO(chmod("f/x", 0600), ENOTDIR);
  CHECK_ERRNO(fchmod(99, 0600), EBADF);
  struct stat s;
  CHECK(chown("f", -1, -1) == 0 && lchown("s", -1, -1) == 0 && fchown(fd, -1, -1) == 0);
  CHECK(fstat(fd, &s) == 0 && s.st_uid == geteuid() && s.st_gid == getegid());
  CHECK(chown("f", geteuid(), getegid()) == 0);
  CHECK(chmod("f", 04755) == 0 && chown("f", geteuid(), -1) == 0 && (bits("f") & 04000) == 0);
  if (geteuid() == 0) {
    CHECK(chown("f", 12, 34) == 0 && stat("f", &s) == 0 && s.st_uid == 12 && s.st_gid == 34);
    CHECK(lchown("s", 5, -1) == 0 && lstat("s", &s) == 0 && s.st_uid == 5 && stat("f", &s) == 0 && s.st_uid == 12);
    CHECK(chown("f", 0, 0) == 0);
  } else {
    CHECK_ERRNO(chown("f", 0, -1), EPERM);
  }
  close(fd);
  close(d);
  CHECK(unlink("s") == 0);
}

static void accesses(void) {
  CHECK(chmod("f", 0) == 0 && access("f", F_OK) == 0);
  if (geteuid() == 0) {
    CHECK(access("f", R_OK | W_OK) == 0 && eaccess("f", R_OK) == 0);
    CHECK_ERRNO(access("f", X_OK), EACCES);
    CHECK(chmod("f", 0001) == 0 && access("f", X_OK) == 0 && access("d", X_OK) == 0);
    CHECK(close(open("f", O_RDWR)) == 0);
  } else {
    CHECK_ERRNO(access("f", R_OK), EACCES);
    CHECK_ERRNO(open("f", O_RDONLY), EACCES);
  }
  CHECK(faccessat(AT_FDCWD, "d", R_OK | X_OK, AT_EACCESS) == 0);
  CHECK_ERRNO(access("f", 8), EINVAL);
  CHECK_ERRNO(access("", F_OK), ENOENT);
  CHECK_ERRNO(access("f/x", F_OK), ENOTDIR);
  CHECK(unlink("f") == 0 && unlink("p") == 0 && rmdir("d") == 0);
}

/* What only an administrator of the machine may do, natively refused to users; see --reprise. */
static void fixed(void) {
  if (!guest_has("--reprise")) return;
  CHECK_ERRNO(mount("none", ".", "tmpfs", 0, NULL), EPERM);
  CHECK_ERRNO(umount("/"), EPERM);
  CHECK_ERRNO(syscall(SYS_pivot_root, ".", "."), EPERM);
  CHECK_ERRNO(mknod("device", S_IFCHR | 0600, makedev(1, 3)), EPERM);
  CHECK_ERRNO(mknod("device", S_IFBLK | 0600, makedev(8, 0)), EPERM);
  int fd = open("f", O_CREAT | O_RDWR, 0600);
  CHECK_ERRNO(fcntl(fd, F_SETLEASE, F_RDLCK), EINVAL);
  CHECK_ERRNO(fcntl(fd, F_GETLEASE), EINVAL);
  CHECK(unlink("f") == 0);
  int d = open(".", O_RDONLY);
  CHECK_ERRNO(fcntl(d, F_NOTIFY, DN_CREATE), EINVAL);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  umask(022);
  masks();
  changes();
  accesses();
  fixed();
  return done("permissions hold");
}
