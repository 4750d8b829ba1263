/*
 * Rule: changes of the directory tree are seen at once, under every name, with Linux's errors.
 * Kind: semantics
 * Natively: mkdir, rename with flags, links, relative opens, access and removal hold.
 * Fails without: LinkCalls.access, CreateCalls.made, RemoveCalls.rename and PathWalk.walk.
 */
#include "../guest.h"

static int exists(const char *path) { return access(path, F_OK) == 0; }

static void create(const char *path) {
  int fd = open(path, O_CREAT | O_WRONLY | O_EXCL, 0644);
  CHECK(fd >= 0 && close(fd) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char text[4096];
  CHECK(mkdir("d", 0755) == 0 && mkdir("d/e", 0700) == 0);
  create("d/e/f");
  int d = open("d", O_RDONLY | O_DIRECTORY), e = openat(d, "e", O_PATH);
  CHECK(d >= 0 && e >= 0 && faccessat(e, "f", R_OK, 0) == 0);
  CHECK_ERRNO(rmdir("d"), ENOTEMPTY);
  CHECK_ERRNO(rename("d", "d/e/x"), EINVAL);
  CHECK(renameat(e, "f", d, "g") == 0 && exists("d/g") && !exists("d/e/f"));
  create("h");
  CHECK(renameat2(AT_FDCWD, "h", d, "g", RENAME_EXCHANGE) == 0 && exists("h"));
  CHECK_ERRNO(renameat2(AT_FDCWD, "h", d, "g", RENAME_NOREPLACE), EEXIST);
  CHECK(linkat(AT_FDCWD, "h", d, "linked", 0) == 0);
  CHECK_ERRNO(link("d", "dd"), EPERM);
  CHECK(symlinkat("../h", d, "s") == 0 && readlinkat(d, "s", text, sizeof text) == 4);
  CHECK(exists("d/s") && unlink("h") == 0 && !exists("d/s"));
  CHECK_ERRNO(readlink("d/g", text, sizeof text), EINVAL);
  CHECK(symlink("loop", "loop") == 0);
  CHECK_ERRNO(open("loop", O_RDONLY), ELOOP);
  CHECK_ERRNO(open("loop", O_RDONLY | O_NOFOLLOW), ELOOP);
  CHECK(unlink("loop") == 0);

  /* The working directory follows its directory when that moves. */
  char before[4096], after[4096];
  CHECK(getcwd(before, sizeof before) != NULL && chdir("d/e") == 0);
  CHECK(rename("../../d", "../../moved") == 0);
  snprintf(text, sizeof text, "%.2000s/moved/e", before);
  CHECK(getcwd(after, sizeof after) != NULL && strcmp(after, text) == 0);
  CHECK(fchdir(d) == 0 && getcwd(after, sizeof after) != NULL);
  CHECK(strlen(after) == strlen(before) + 6);
  CHECK(chdir(before) == 0 && exists("moved/e"));
  CHECK(unlinkat(d, "e", AT_REMOVEDIR) == 0 && unlinkat(d, "s", 0) == 0);
  CHECK_ERRNO(openat(e, "x", O_CREAT | O_WRONLY, 0600), ENOENT);
  CHECK_ERRNO(chdir("moved/absent"), ENOENT);
  CHECK_ERRNO(chdir("moved/g"), ENOTDIR);
  memset(text, 'n', 300);
  text[300] = 0;
  CHECK_ERRNO(mkdir(text, 0700), ENAMETOOLONG);
  CHECK_ERRNO(mkdir("", 0700), ENOENT);
  CHECK(unlink("moved/g") == 0 && unlink("moved/linked") == 0 && rmdir("moved") == 0);

  /* Temporary files without and with a name. */
  strcpy(text, "tempXXXXXX");
  int fd = mkstemp(text);
  CHECK(fd >= 0 && unlink(text) == 0);
  show("temporary", "%s", text);
  fd = open(".", O_TMPFILE | O_RDWR, 0600);
  CHECK(fd >= 0 || errno == EOPNOTSUPP || errno == EISDIR);
  fd = memfd_create("guest", MFD_CLOEXEC);
  CHECK(fd >= 0 && write(fd, "x", 1) == 1 && lseek(fd, 0, SEEK_END) == 1);
  return done("the tree is what was made of it");
}
