/*
 * Rule: a directory of a hundred thousand files is made, listed in order, and removed.
 * Kind: semantics
 * Natively: each file is listed once, and each has a number of its own.
 * Fails without: DirectoryReader.parse and Inodes.of.
 */
#include "../guest.h"
#include <dirent.h>

enum { FILES = 100000 };
static ino_t numbers[FILES];
static char listed[FILES];

static const char *name(int i) {
  static char text[16];
  snprintf(text, sizeof text, "f%05d", i);
  return text;
}

/* Counts the entries, and checks that each is listed once. */
static int list(int directory) {
  memset(listed, 0, sizeof listed);
  int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY);
  CHECK(fd >= 0);
  DIR *stream = fdopendir(fd);
  CHECK(stream != NULL);
  int count = 0;
  struct dirent *entry;
  while ((entry = readdir(stream)) != NULL) {
    if (entry->d_name[0] == '.') continue;
    int i = atoi(entry->d_name + 1);
    CHECK(i >= 0 && i < FILES && !listed[i] && entry->d_ino == numbers[i]);
    listed[i] = 1;
    count++;
  }
  CHECK(closedir(stream) == 0);
  return count;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("large", 0755) == 0);
  int directory = open("large", O_RDONLY | O_DIRECTORY);
  CHECK(directory >= 0);
  for (int i = 0; i < FILES; i++) {
    int fd = openat(directory, name(i), O_CREAT | O_EXCL | O_WRONLY, 0644);
    struct stat status;
    CHECK(fd >= 0 && fstat(fd, &status) == 0 && close(fd) == 0);
    numbers[i] = status.st_ino;
  }
  CHECK(list(directory) == FILES);
  for (int i = 0; i < FILES; i += 2) CHECK(unlinkat(directory, name(i), 0) == 0);
  CHECK(list(directory) == FILES / 2);
  for (int i = 0; i < FILES; i++) CHECK(!listed[i] == (i % 2 == 0));
  for (int i = 1; i < FILES; i += 2) CHECK(unlinkat(directory, name(i), 0) == 0);
  CHECK(close(directory) == 0 && rmdir("large") == 0);
  return done("a hundred thousand files");
}
