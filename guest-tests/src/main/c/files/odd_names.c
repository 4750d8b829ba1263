/*
 * Rule: every byte of a name is kept, whatever it means, up to the longest names and paths.
 * Kind: semantics
 * Natively: names of any bytes come back from lists, links and /proc; too long ones are refused.
 * Fails without: DirectoryReader.parse, Listing.put, Memory.readCString and DirectoryCalls.moved.
 */
#include "../guest.h"
#include <dirent.h>

static const char *odd[] = {"\xff\xfe", "\xc3\xa9", "\xc3", "a\nb", "tab\there", "\x7f", " ", "\\", "\"q\"", "\x80\x81\x82", "-n", "*"};
enum { ODD = sizeof odd / sizeof *odd };

static void odd_names(void) {
  char top[4096], text[4096], path[64];
  CHECK(mkdir("\xf0\x28\x8c", 0755) == 0 && chdir("\xf0\x28\x8c") == 0);
  CHECK(getcwd(top, sizeof top) != NULL && strcmp(top + strlen(top) - 3, "\xf0\x28\x8c") == 0);
  for (int i = 0; i < ODD; i++) {
    int fd = open(odd[i], O_CREAT | O_EXCL | O_RDWR, 0600);
    CHECK(fd >= 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(path, text, sizeof text);
    size_t length = strlen(odd[i]);
    CHECK(n == (ssize_t)(strlen(top) + 1 + length) && memcmp(text + n - length, odd[i], length) == 0);
    CHECK(close(fd) == 0);
    CHECK(symlink(odd[i], "link") == 0 && readlink("link", text, sizeof text) == (ssize_t)length);
    CHECK(memcmp(text, odd[i], length) == 0 && access("link", F_OK) == 0 && unlink("link") == 0);
  }
  DIR *directory = opendir(".");
  struct dirent *entry;
  int seen[ODD] = {0}, others = 0;
  while ((entry = readdir(directory)) != NULL) {
    int i = 0;
    while (i < ODD && strcmp(odd[i], entry->d_name) != 0) i++;
    if (i < ODD) seen[i]++;
    else others++;
  }
  closedir(directory);
  for (int i = 0; i < ODD; i++) CHECK(seen[i] == 1);
  CHECK(others == 2);
  for (int i = 0; i < ODD; i++) CHECK(rename(odd[i], "x") == 0 && rename("x", odd[i]) == 0 && unlink(odd[i]) == 0);
  CHECK(chdir("..") == 0 && rmdir("\xf0\x28\x8c") == 0);
}

static void long_names(void) {
  static char name[5000], path[9000];
  memset(name, 'n', sizeof name);
  name[255] = 0;
  CHECK(close(open(name, O_CREAT | O_WRONLY, 0600)) == 0 && access(name, F_OK) == 0 && unlink(name) == 0);
  name[255] = 'n';
  name[256] = 0;
  CHECK_ERRNO(open(name, O_CREAT | O_WRONLY, 0600), ENAMETOOLONG);
  CHECK_ERRNO(access(name, F_OK), ENAMETOOLONG);
  CHECK_ERRNO(mkdir(name, 0700), ENAMETOOLONG);
  CHECK_ERRNO(rename(name, "x"), ENAMETOOLONG);
  CHECK_ERRNO(unlink(name), ENAMETOOLONG);
  CHECK_ERRNO(symlink("x", name), ENAMETOOLONG);
  struct stat s;
  CHECK_ERRNO(lstat(name, &s), ENAMETOOLONG);
  /* The longest path has 4095 bytes before its zero, wherever it lies in memory. */
  for (int shift = 0; shift < 300; shift += 37) {
    char *at = path + shift;
    memset(at, '/', 4095);
    memcpy(at + 4095 - 4, "/etc", 5);
    CHECK(strlen(at) == 4095 && stat(at, &s) == 0 && S_ISDIR(s.st_mode) && access(at, F_OK) == 0);
    memmove(at + 1, at, 4096);
    CHECK_ERRNO(stat(at, &s), ENAMETOOLONG);
    CHECK_ERRNO(open(at, O_RDONLY), ENAMETOOLONG);
    CHECK_ERRNO(access(at, F_OK), ENAMETOOLONG);
  }
  memset(path, 'l', sizeof path);
  path[4095] = 0;
  CHECK(symlink(path, "longest") == 0 && lstat("longest", &s) == 0 && s.st_size == 4095);
  CHECK(readlink("longest", name, 10) == 10 && readlink("longest", path, sizeof path) == 4095);
  CHECK_ERRNO(stat("longest", &s), ENAMETOOLONG);
  CHECK(unlink("longest") == 0);
  path[4096] = 0;
  path[4095] = 'l';
  CHECK_ERRNO(symlink(path, "longer"), ENAMETOOLONG);
}

/* Deeper than any path can tell: only relative names reach it. */
static void deep(void) {
  char name[101], path[8192];
  struct stat s;
  memset(name, 'd', 100);
  name[100] = 0;
  int top = open(".", O_RDONLY);
  for (int i = 0; i < 50; i++) CHECK(mkdir(name, 0755) == 0 && chdir(name) == 0);
  CHECK_ERRNO(syscall(SYS_getcwd, path, sizeof path), ENAMETOOLONG);
  int fd = open("file", O_CREAT | O_RDWR, 0600);
  CHECK(fd >= 0 && write(fd, "deep", 4) == 4 && stat("file", &s) == 0 && s.st_size == 4);
  CHECK(fstatat(AT_FDCWD, "../../.", &s, 0) == 0 && symlink("file", "link") == 0 && access("link", R_OK) == 0);
  CHECK(rename("file", "moved") == 0 && stat("moved", &s) == 0 && access("file", F_OK) < 0);
  CHECK_ERRNO(open("absent", O_RDONLY), ENOENT);
  int here = open(".", O_RDONLY);
  CHECK(fstatat(here, "moved", &s, 0) == 0 && openat(here, "absent", O_RDONLY) < 0);
  CHECK(unlink("moved") == 0 && unlinkat(here, "link", 0) == 0 && close(fd) == 0 && close(here) == 0);
  for (int i = 0; i < 50; i++) CHECK(chdir("..") == 0 && rmdir(name) == 0);
  CHECK(getcwd(path, sizeof path) != NULL && fchdir(top) == 0 && close(top) == 0);
}

static void loops(void) {
  char name[16], target[16];
  struct stat s;
  CHECK(close(open("l0", O_CREAT | O_WRONLY, 0600)) == 0);
  for (int i = 1; i <= 41; i++) {
    snprintf(name, sizeof name, "l%d", i);
    snprintf(target, sizeof target, "l%d", i - 1);
    CHECK(symlink(target, name) == 0);
  }
  CHECK(stat("l40", &s) == 0 && S_ISREG(s.st_mode) && access("l40", F_OK) == 0);
  CHECK_ERRNO(stat("l41", &s), ELOOP);
  CHECK_ERRNO(access("l41", F_OK), ELOOP);
  CHECK_ERRNO(open("l41", O_RDONLY), ELOOP);
  CHECK_ERRNO(chmod("l41", 0600), ELOOP);
  CHECK_ERRNO(truncate("l41", 0), ELOOP);
  CHECK(lstat("l41", &s) == 0 && S_ISLNK(s.st_mode) && readlink("l41", target, 16) == 3);
  for (int i = 0; i <= 41; i++) {
    snprintf(name, sizeof name, "l%d", i);
    CHECK(unlink(name) == 0);
  }
  CHECK(symlink("me/x", "me") == 0);
  CHECK_ERRNO(stat("me", &s), ELOOP);
  CHECK_ERRNO(mkdir("me/x", 0700), ELOOP);
  CHECK_ERRNO(rename("me/x", "y"), ELOOP);
  CHECK(unlink("me") == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  odd_names();
  long_names();
  deep();
  loops();
  return done("every byte of a name is kept");
}
