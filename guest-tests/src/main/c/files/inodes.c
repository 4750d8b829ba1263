/*
 * Rule: inode and device numbers are virtual, in order of first sight; links and renames keep them.
 * Kind: varies
 * Natively: every run prints other inode numbers; a link has the number of its file.
 * Fails without: Inodes.of and Inodes.create, which number in order of first sight.
 */
#include "../guest.h"

static struct stat of(const char *path) {
  struct stat s;
  CHECK(lstat(path, &s) == 0);
  return s;
}

static void create(const char *path) {
  int fd = open(path, O_CREAT | O_WRONLY | O_EXCL, 0644);
  CHECK(fd >= 0 && write(fd, path, strlen(path)) == (ssize_t)strlen(path));
  close(fd);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  create("a");
  create("b");
  struct stat a = of("a"), b = of("b");
  show("a", "dev %lu ino %lu blocks %ld", (long)a.st_dev, (long)a.st_ino, (long)a.st_blocks);
  show("b", "dev %lu ino %lu blksize %ld", (long)b.st_dev, (long)b.st_ino, (long)b.st_blksize);
  CHECK(a.st_ino != b.st_ino && a.st_dev == b.st_dev && a.st_nlink == 1 && a.st_size == 1);
  CHECK(link("a", "c") == 0);
  CHECK(of("c").st_ino == a.st_ino && of("a").st_nlink == 2);
  CHECK(rename("a", "d") == 0 && of("d").st_ino == a.st_ino);
  CHECK_ERRNO(lstat("a", &a), ENOENT);
  CHECK(rename("c", "d") == 0 && of("c").st_ino == of("d").st_ino); /* the same file: nothing happens */
  CHECK(rename("b", "d") == 0 && of("d").st_ino == b.st_ino && of("c").st_nlink == 1);
  CHECK(symlink("d", "s") == 0 && S_ISLNK(of("s").st_mode) && of("s").st_size == 1);
  struct stat s;
  CHECK(stat("s", &s) == 0 && s.st_ino == b.st_ino);

  /* An unlinked file lives while it is open, with no link; a new one is another file. */
  int fd = open("d", O_RDWR);
  CHECK(unlink("d") == 0 && fstat(fd, &s) == 0 && s.st_nlink == 0 && s.st_ino == b.st_ino);
  create("d");
  CHECK(of("d").st_ino != s.st_ino);
  char byte;
  CHECK(pread(fd, &byte, 1, 0) == 1 && byte == 'b');
  CHECK(mkdir("e", 0755) == 0);
  show("directory", "size %ld links %ld ino %ld", (long)of("e").st_size, (long)of("e").st_nlink,
       (long)of("e").st_ino);
  CHECK_ERRNO(unlink("e"), EISDIR);
  CHECK_ERRNO(rmdir("d"), ENOTDIR);
  CHECK_ERRNO(mkdir("e", 0755), EEXIST);
  CHECK_ERRNO(rename("d", "e"), EISDIR);
  struct statx x;
  CHECK(statx(AT_FDCWD, "d", 0, STATX_BASIC_STATS, &x) == 0 && x.stx_ino == of("d").st_ino);
  CHECK(unlink("c") == 0 && unlink("d") == 0 && unlink("s") == 0 && rmdir("e") == 0);
  return done("inode numbers follow their files");
}
