/*
 * Rule: a directory that changes while it is read lists each entry which stays exactly once.
 * Kind: host
 * Natively: entries that come or go meanwhile may be listed or not, the others come once.
 * Fails without: Listing.read, which reads on in the entries of one moment.
 */
#include "../guest.h"
#include <dirent.h>

enum { FILES = 2000 };
static char name[64];

static void create(const char *format, int i) {
  snprintf(name, sizeof name, format, i);
  int fd = open(name, O_CREAT | O_WRONLY | O_EXCL, 0600);
  CHECK(fd >= 0 && close(fd) == 0);
}

static void discard(const char *format, int i) {
  snprintf(name, sizeof name, format, i);
  CHECK(unlink(name) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("c", 0755) == 0 && chdir("c") == 0);
  for (int i = 0; i < FILES; i++) create("stay%d", i);
  for (int i = 0; i < FILES; i++) create("go%d", i);
  DIR *directory = opendir("."), *second = opendir(".");
  struct dirent *entry;
  int seen[FILES] = {0}, gone = 0, came = 0, step = 0;
  while ((entry = readdir(directory)) != NULL) {
    int i;
    if (sscanf(entry->d_name, "stay%d", &i) == 1) CHECK(seen[i]++ == 0);
    else if (sscanf(entry->d_name, "go%d", &i) == 1) gone++;
    else if (sscanf(entry->d_name, "come%d", &i) == 1) came++;
    if (step < FILES) {
      discard("go%d", step);
      create("come%d", step);
      step++;
    }
  }
  for (int i = 0; i < FILES; i++) CHECK(seen[i] == 1);
  show("meanwhile", "gone %d came %d", gone, came);
  /* Read anew, the list is what is there. */
  rewinddir(directory);
  gone = came = 0;
  while ((entry = readdir(directory)) != NULL) {
    gone += strncmp(entry->d_name, "go", 2) == 0;
    came += strncmp(entry->d_name, "come", 4) == 0;
  }
  CHECK(gone == 0 && came == FILES);
  /* The position belongs to the open file, which processes share. */
  CHECK(readdir(second) != NULL);
  closedir(second);
  int fd = open(".", O_RDONLY | O_DIRECTORY), others = open(".", O_RDONLY | O_DIRECTORY), total = 0;
  char buffer[1024];
  pid_t child = fork();
  if (child == 0) {
    CHECK(syscall(SYS_getdents64, fd, buffer, sizeof buffer) > 0);
    _exit(0);
  }
  expect_exit(child, 0);
  off_t at = lseek(fd, 0, SEEK_CUR);
  CHECK(at > 0 && lseek(others, 0, SEEK_CUR) == 0);
  CHECK_ERRNO(syscall(SYS_getdents64, fd, buffer, 10), EINVAL);
  CHECK(syscall(SYS_getdents64, fd, buffer, sizeof buffer) > 0);
  char first[64];
  strcpy(first, buffer + 19);
  CHECK(lseek(fd, at, SEEK_SET) == at && syscall(SYS_getdents64, fd, buffer, sizeof buffer) > 0);
  CHECK(strcmp(first, buffer + 19) == 0);
  while (syscall(SYS_getdents64, fd, buffer, sizeof buffer) > 0) total++;
  CHECK(total > 10 && syscall(SYS_getdents64, fd, buffer, sizeof buffer) == 0);
  CHECK_ERRNO(syscall(SYS_getdents64, fd, (void *)8, 1024) == 0 ? (lseek(fd, 0, SEEK_SET), syscall(SYS_getdents64, fd, (void *)8, 1024)) : -1, EFAULT);

  /* A directory that is removed while it is open has no entries. */
  CHECK(mkdir("sub", 0755) == 0 && (directory = opendir("sub")) != NULL && rmdir("sub") == 0);
  CHECK(readdir(directory) == NULL);
  closedir(directory);
  for (int i = 0; i < FILES; i++) discard("stay%d", i);
  for (int i = 0; i < FILES; i++) discard("come%d", i);
  CHECK(chdir("..") == 0 && rmdir("c") == 0);
  return done("what stays is listed once");
}
