/*
 * Rule: directory entries come sorted; seekdir and telldir go back to where they were.
 * Kind: host
 * Natively: the order is the file system's (by hash, or newest first); each name comes once.
 * Fails without: Listing.Listing, which sorts.
 * Reprise arguments: --sorted
 */
#include "../guest.h"
#include <dirent.h>

enum { FILES = 300 };

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("listed", 0755) == 0 && chdir("listed") == 0);
  char name[32], seen[FILES] = {0};
  for (int i = 0; i < FILES; i++) {
    snprintf(name, sizeof name, "f%d", (i * 7919) % FILES);
    close(open(name, O_CREAT | O_WRONLY, 0644));
  }
  DIR *directory = opendir(".");
  CHECK(directory != NULL);
  struct dirent *entry;
  int count = 0, dots = 0;
  long place = -1;
  char after_place[256] = "", previous[256] = "";
  while ((entry = readdir(directory)) != NULL) {
    show("entry", "%s ino %lu", entry->d_name, (long)entry->d_ino);
    struct stat s;
    CHECK(lstat(entry->d_name, &s) == 0);
    if (entry->d_name[0] == '.') {
      CHECK(entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN);
      dots++;
      continue;
    }
    CHECK(s.st_ino == entry->d_ino);
    CHECK(entry->d_type == DT_REG || entry->d_type == DT_UNKNOWN);
    if (guest_has("--sorted")) CHECK(strcmp(entry->d_name, previous) > 0);
    snprintf(previous, sizeof previous, "%s", entry->d_name);
    int index = atoi(entry->d_name + 1);
    CHECK(!seen[index]++);
    if (count == 100) place = telldir(directory);
    if (count == 101) strcpy(after_place, entry->d_name);
    count++;
  }
  CHECK(count == FILES && dots == 2);
  seekdir(directory, place);
  CHECK((entry = readdir(directory)) != NULL && strcmp(entry->d_name, after_place) == 0);
  rewinddir(directory);
  count = 0;
  while (readdir(directory) != NULL) count++;
  CHECK(count == FILES + 2);

  /* Entries removed while listing do not come back, and the rest is complete. */
  rewinddir(directory);
  int removed = 0;
  while ((entry = readdir(directory)) != NULL) {
    if (entry->d_name[0] == 'f') {
      CHECK(unlink(entry->d_name) == 0);
      removed++;
    }
  }
  CHECK(removed == FILES);
  closedir(directory);
  CHECK(chdir("..") == 0 && rmdir("listed") == 0);
  return done("each entry is listed once");
}
