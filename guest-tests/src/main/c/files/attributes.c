/*
 * Rule: extended attributes of the name space user are kept alike on each of the host's file systems.
 * Kind: semantics
 * Natively: user.* attributes are set, listed, changed and removed, with Linux's errors.
 * Fails without: Attributes.check and HostAttributes.on.
 */
#include "../guest.h"
#include <sys/xattr.h>

static char value[70000], list[4096];

static int lists(const char *path, const char *name) {
  ssize_t n = listxattr(path, list, sizeof list);
  CHECK(n >= 0);
  for (char *at = list; at < list + n; at += strlen(at) + 1)
    if (strcmp(at, name) == 0) return 1;
  return 0;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  CHECK(fd >= 0 && mkdir("d", 0755) == 0 && symlink("f", "s") == 0 && mkfifo("p", 0600) == 0);
  if (setxattr("f", "user.one", "1", 1, 0) != 0 && errno == EOPNOTSUPP) {
    CHECK(!guest_has("--reprise"));
    return done("attributes hold"); /* a host's file system without any */
  }
  CHECK(getxattr("f", "user.one", value, sizeof value) == 1 && value[0] == '1');
  CHECK(setxattr("f", "user.one", "other", 5, XATTR_REPLACE) == 0);
  CHECK_ERRNO(setxattr("f", "user.one", "x", 1, XATTR_CREATE), EEXIST);
  CHECK_ERRNO(setxattr("f", "user.two", "x", 1, XATTR_REPLACE), ENODATA);
  CHECK_ERRNO(setxattr("f", "user.two", "x", 1, 4), EINVAL);
  CHECK(setxattr("f", "user.two", "", 0, XATTR_CREATE) == 0);
  CHECK(getxattr("f", "user.two", value, sizeof value) == 0);
  CHECK(getxattr("f", "user.one", NULL, 0) == 5);
  CHECK_ERRNO(getxattr("f", "user.one", value, 4), ERANGE);
  CHECK_ERRNO(getxattr("f", "user.absent", value, 4), ENODATA);
  CHECK_ERRNO(removexattr("f", "user.absent"), ENODATA);
  CHECK(lists("f", "user.one") && lists("f", "user.two") && listxattr("f", NULL, 0) >= 18);
  CHECK_ERRNO(listxattr("f", list, 5), ERANGE);
  show("list", "%.9s %.9s", list, list + 9);

  /* By descriptor, through a link, and by every name of the file. */
  CHECK(fgetxattr(fd, "user.one", value, 10) == 5 && getxattr("s", "user.one", value, 10) == 5);
  CHECK(fsetxattr(fd, "user.fd", "d", 1, 0) == 0 && flistxattr(fd, NULL, 0) >= 26);
  CHECK(link("f", "g") == 0 && lists("g", "user.fd"));
  CHECK(rename("f", "h") == 0 && getxattr("h", "user.one", value, 10) == 5);
  CHECK(fremovexattr(fd, "user.fd") == 0 && !lists("g", "user.fd"));
  CHECK(setxattr("d", "user.directory", "d", 1, 0) == 0 && lists("d", "user.directory"));
  CHECK(unlink("g") == 0 && unlink("h") == 0 && fgetxattr(fd, "user.one", value, 10) == 5);
  CHECK(fsetxattr(fd, "user.late", "l", 1, 0) == 0 && fgetxattr(fd, "user.late", value, 10) == 1);
  int other = open("f", O_CREAT | O_RDWR | O_EXCL, 0644);
  CHECK(other >= 0 && !lists("f", "user.one"));
  CHECK_ERRNO(fgetxattr(other, "user.one", value, 10), ENODATA);

  /* What is no file of contents has none; names and sizes have limits. */
  CHECK_ERRNO(lsetxattr("s", "user.x", "x", 1, 0), EPERM);
  CHECK_ERRNO(lgetxattr("s", "user.x", value, 1), ENODATA);
  CHECK_ERRNO(setxattr("p", "user.x", "x", 1, 0), EPERM);
  CHECK_ERRNO(setxattr("absent", "user.x", "x", 1, 0), ENOENT);
  CHECK_ERRNO(setxattr("f", "", "x", 1, 0), ERANGE);
  CHECK_ERRNO(setxattr("f", "nowhere.x", "x", 1, 0), EOPNOTSUPP);
  CHECK_ERRNO(setxattr("f", "user.", "x", 1, 0), EINVAL);
  CHECK_ERRNO(setxattr("f", "user.x", value, 65537, 0), E2BIG);
  char name[300];
  memset(name, 'n', sizeof name);
  memcpy(name, "user.", 5);
  name[256] = 0;
  CHECK_ERRNO(setxattr("f", name, "x", 1, 0), ERANGE);
  name[255] = 0;
  CHECK(setxattr("f", name, "x", 1, 0) == 0 && lists("f", name));
  CHECK(setxattr("f", "user.\xff\xfe", "\0\xff", 2, 0) == 0 && lists("f", "user.\xff\xfe"));
  int path = open("f", O_PATH);
  CHECK_ERRNO(fgetxattr(path, "user.x", value, 1), EBADF);
  CHECK_ERRNO(fsetxattr(path, "user.x", value, 1, 0), EBADF);
  CHECK_ERRNO(fgetxattr(99, "user.x", value, 1), EBADF);

  /* An attribute changes the time of change and no other. */
  struct stat before, after;
  sleep_millis(20);
  CHECK(stat("f", &before) == 0 && setxattr("f", "user.t", "t", 1, 0) == 0 && stat("f", &after) == 0);
  CHECK(nanos_of(after.st_ctim) > nanos_of(before.st_ctim));
  CHECK(nanos_of(after.st_mtim) == nanos_of(before.st_mtim));
  CHECK(unlink("f") == 0 && unlink("s") == 0 && unlink("p") == 0 && rmdir("d") == 0);
  return done("attributes hold");
}
