/*
 * Rule: a file keeps its number, links and names through renames, exchanges and links of every kind.
 * Kind: semantics
 * Natively: numbers, link counts, `..`, the working directory and open files follow what is renamed.
 * Fails without: OpenNames.ofDescriptor and Inodes.nameRemoved.
 */
#include "../guest.h"

static struct stat of(const char *path) {
  struct stat s;
  CHECK(lstat(path, &s) == 0);
  return s;
}

static void create(const char *path, const char *text) {
  int fd = open(path, O_CREAT | O_WRONLY | O_EXCL, 0644);
  CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && close(fd) == 0);
}

static const char *link_of(const char *path) {
  static char text[4097];
  ssize_t n = readlink(path, text, sizeof text - 1);
  CHECK(n > 0);
  text[n] = 0;
  return text;
}

static const char *name_of(int fd) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return link_of(path);
}

static int ends(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return n >= m && strcmp(text + n - m, end) == 0;
}

static void exchanges(void) {
  create("a", "a");
  CHECK(mkdir("d", 0755) == 0 && symlink("nowhere", "s") == 0);
  create("d/inner", "inner");
  struct stat a = of("a"), d = of("d"), s = of("s"), inner = of("d/inner");
  int file = open("a", O_RDONLY), held = open("d/inner", O_RDONLY);
  CHECK(renameat2(AT_FDCWD, "a", AT_FDCWD, "d", RENAME_EXCHANGE) == 0);
  CHECK(S_ISREG(of("d").st_mode) && of("d").st_ino == a.st_ino);
  CHECK(S_ISDIR(of("a").st_mode) && of("a").st_ino == d.st_ino);
  CHECK(of("a/inner").st_ino == inner.st_ino);
  CHECK(ends(name_of(file), "/d") && ends(name_of(held), "/a/inner"));
  CHECK(renameat2(AT_FDCWD, "a", AT_FDCWD, "s", RENAME_EXCHANGE) == 0);
  CHECK(of("a").st_ino == s.st_ino && of("s/inner").st_ino == inner.st_ino);
  CHECK_ERRNO(renameat2(AT_FDCWD, "a", AT_FDCWD, "absent", RENAME_EXCHANGE), ENOENT);
  CHECK_ERRNO(renameat2(AT_FDCWD, "a", AT_FDCWD, "d", RENAME_NOREPLACE | RENAME_EXCHANGE), EINVAL);
  CHECK_ERRNO(renameat2(AT_FDCWD, "a", AT_FDCWD, "d", 8), EINVAL);
  CHECK_ERRNO(renameat2(AT_FDCWD, "a", AT_FDCWD, "d", RENAME_NOREPLACE), EEXIST);
  CHECK(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE) == 0 && of("b").st_ino == s.st_ino);
  CHECK_ERRNO(renameat2(AT_FDCWD, "s", AT_FDCWD, "s/inner", RENAME_EXCHANGE), EINVAL);
  CHECK(unlink("s/inner") == 0 && rmdir("s") == 0 && unlink("b") == 0 && unlink("d") == 0);
  CHECK(ends(name_of(held), "/s/inner (deleted)"));
  close(file);
  close(held);
}

static void links(void) {
  create("one", "1");
  struct stat one = of("one");
  CHECK(mkdir("far", 0755) == 0 && link("one", "far/two") == 0 && link("far/two", "three") == 0);
  CHECK(of("three").st_nlink == 3 && of("far/two").st_ino == one.st_ino);
  int fd = open("one", O_RDWR);
  CHECK(unlink("one") == 0 && rename("far/two", "far/zwei") == 0);
  struct stat s;
  CHECK(fstat(fd, &s) == 0 && s.st_ino == one.st_ino && s.st_nlink == 2);
  CHECK(pwrite(fd, "new", 3, 0) == 3 && of("three").st_size == 3);
  CHECK(rename("far", "near") == 0 && of("near/zwei").st_ino == one.st_ino);
  create("other", "other");
  CHECK(rename("other", "three") == 0 && of("near/zwei").st_nlink == 1);
  CHECK(fstat(fd, &s) == 0 && s.st_nlink == 1);
  CHECK(unlink("near/zwei") == 0 && fstat(fd, &s) == 0 && s.st_nlink == 0 && s.st_size == 3);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  CHECK(stat(path, &s) == 0 && s.st_ino == one.st_ino && s.st_nlink == 0);
  CHECK_ERRNO(linkat(AT_FDCWD, path, AT_FDCWD, "again", AT_SYMLINK_FOLLOW), ENOENT);
  close(fd);
  CHECK(rmdir("near") == 0 && unlink("three") == 0);
  CHECK(symlink("absent", "s") == 0 && link("s", "s2") == 0 && S_ISLNK(of("s2").st_mode));
  CHECK(of("s2").st_ino == of("s").st_ino && of("s").st_nlink == 2);
  CHECK_ERRNO(linkat(AT_FDCWD, "s", AT_FDCWD, "s3", AT_SYMLINK_FOLLOW), ENOENT);
  CHECK(unlink("s") == 0 && unlink("s2") == 0);
}

static void directories(void) {
  char top[4096], text[5000];
  CHECK(getcwd(top, sizeof top) != NULL);
  CHECK(mkdir("x", 0755) == 0 && mkdir("x/y", 0755) == 0 && mkdir("z", 0755) == 0);
  struct stat x = of("x"), z = of("z"), y = of("x/y");
  int inside = open("x/y", O_RDONLY | O_DIRECTORY);
  CHECK(chdir("x/y") == 0 && of("..").st_ino == x.st_ino);
  CHECK(rename("../../x/y", "../../z/w") == 0);
  CHECK(of("..").st_ino == z.st_ino && of(".").st_ino == y.st_ino);
  struct stat s;
  CHECK(fstatat(inside, "..", &s, 0) == 0 && s.st_ino == z.st_ino);
  CHECK(getcwd(text, sizeof text) != NULL && ends(text, "/z/w"));
  CHECK(ends(link_of("/proc/self/cwd"), "/z/w") && ends(name_of(inside), "/z/w"));
  create("../here", "h");
  CHECK(chdir("..") == 0 && of("here").st_size == 1 && chdir("w") == 0);

  /* A working directory which is gone. */
  CHECK(rmdir("../w") == 0);
  CHECK_ERRNO(getcwd(text, sizeof text) == NULL ? -1 : 0, ENOENT);
  CHECK(stat(".", &s) == 0 && s.st_ino == y.st_ino && s.st_nlink <= 1);
  CHECK_ERRNO(open("new", O_CREAT | O_WRONLY, 0600), ENOENT);
  CHECK_ERRNO(mkdir("new", 0700), ENOENT);
  CHECK_ERRNO(open("absent", O_RDONLY), ENOENT);
  CHECK_ERRNO(rmdir("."), EINVAL);
  CHECK(ends(link_of("/proc/self/cwd"), "/z/w (deleted)"));
  CHECK(ends(name_of(inside), "/z/w (deleted)"));
  mkdir("/proc/self/none", 0700);
  CHECK(chdir("..") == 0 && getcwd(text, sizeof text) != NULL && ends(text, "/z"));
  CHECK(fchdir(inside) == 0);
  CHECK_ERRNO(getcwd(text, sizeof text) == NULL ? -1 : 0, ENOENT);
  CHECK(chdir(top) == 0);
  /* A new directory of the same name is another one. */
  CHECK(mkdir("z/w", 0755) == 0 && of("z/w").st_ino != y.st_ino);
  CHECK(close(inside) == 0);
  CHECK(rmdir("z/w") == 0 && unlink("z/here") == 0 && rmdir("z") == 0 && rmdir("x") == 0);
}

static void errors(void) {
  CHECK(mkdir("p", 0755) == 0 && mkdir("p/q", 0755) == 0 && mkdir("r", 0755) == 0);
  create("f", "f");
  CHECK_ERRNO(rename("p", "p/q/in"), EINVAL);
  CHECK_ERRNO(rename("p/q", "p"), ENOTEMPTY);
  CHECK_ERRNO(rename("r", "p"), ENOTEMPTY);
  CHECK_ERRNO(rename("p", "f"), ENOTDIR);
  CHECK_ERRNO(rename("f", "p"), EISDIR);
  CHECK_ERRNO(rename("f", "g/"), ENOTDIR);
  CHECK_ERRNO(rename("f/", "g"), ENOTDIR);
  CHECK_ERRNO(rename("p", "r/."), EBUSY);
  CHECK_ERRNO(rename("p/..", "r"), EBUSY);
  CHECK_ERRNO(rename("absent", "r"), ENOENT);
  CHECK_ERRNO(rename("f", "absent/f"), ENOENT);
  CHECK_ERRNO(rename("f", "f/f"), ENOTDIR);
  CHECK_ERRNO(rename("", "r"), ENOENT);
  CHECK_ERRNO(rmdir("p/."), EINVAL);
  CHECK_ERRNO(rmdir("p/q/.."), ENOTEMPTY);
  CHECK_ERRNO(unlink("f/"), ENOTDIR);
  CHECK_ERRNO(unlink("p"), EISDIR);
  CHECK_ERRNO(unlinkat(AT_FDCWD, "f", 0x40), EINVAL);
  CHECK_ERRNO(link("p", "l"), EPERM);
  CHECK_ERRNO(link("f", "r"), EEXIST);
  CHECK_ERRNO(link("f", "absent/l"), ENOENT);
  CHECK_ERRNO(linkat(AT_FDCWD, "f", AT_FDCWD, "l", 0x40), EINVAL);
  CHECK_ERRNO(symlink("", "l"), ENOENT);
  CHECK_ERRNO(symlink("f", "r"), EEXIST);
  CHECK_ERRNO(symlink("f", "new/"), ENOENT);
  CHECK_ERRNO(mkdir("f/d", 0700), ENOTDIR);
  CHECK(rename("p/q", "r") == 0 && rename("p/", "p2/") == 0 && mkdir("slash/", 0700) == 0);
  CHECK(rmdir("p2") == 0 && rmdir("r") == 0 && rmdir("slash/") == 0 && unlink("f") == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  exchanges();
  links();
  directories();
  errors();
  return done("numbers and names follow the files");
}
