/*
 * Rule: uname, host name and domain name are fixed, and names of hosts are found by files of the run's own.
 * Kind: host
 * Natively: prints the host's kernel and name.
 * Fails without: MachineCalls.uname, NameFiles.lookup and Replacement.of.
 * Reprise arguments: --reprise
 */
#include "../guest.h"
#include <dirent.h>
#include <netdb.h>
#include <sys/utsname.h>

static void file(const char *path, char *text, size_t size) {
  int fd = open(path, O_RDONLY);
  CHECK(fd >= 0);
  ssize_t n = read(fd, text, size - 1);
  CHECK(n > 0);
  text[n] = 0;
  text[strcspn(text, "\n")] = 0;
  close(fd);
}

static int resolves(const char *name, struct addrinfo **found) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME};
  return getaddrinfo(name, NULL, &hints, found);
}

/* The machine knows its own name, and nobody else's; what is changed in a file stays. */
static void hosts(const char *name) {
  static const char *const files[] = {"hostname", "hosts", "nsswitch.conf", "resolv.conf"};
  char text[512], before[512];
  struct addrinfo *found;
  struct dirent *entry;
  int seen = 0;
  CHECK(resolves(name, &found) == 0 && strcmp(found->ai_canonname, name) == 0);
  freeaddrinfo(found);
  CHECK(resolves("localhost", &found) == 0);
  freeaddrinfo(found);
  CHECK(resolves("example.org", &found) == EAI_NONAME);
  file("/etc/hostname", text, sizeof text);
  CHECK(strcmp(text, name) == 0);
  DIR *etc = opendir("/etc");
  while ((entry = readdir(etc)) != NULL)
    for (int i = 0; i < 4; i++)
      if (strcmp(entry->d_name, files[i]) == 0) {
        struct stat s;
        CHECK(entry->d_type == DT_REG && fstatat(dirfd(etc), files[i], &s, AT_SYMLINK_NOFOLLOW) == 0);
        CHECK(s.st_ino == entry->d_ino && S_ISREG(s.st_mode) && s.st_size > 0);
        seen++;
      }
  CHECK(seen == 4 && closedir(etc) == 0);
  int fd = open("/etc/hosts", O_RDONLY);
  ssize_t length = read(fd, before, sizeof before);
  CHECK(length > 0 && close(fd) == 0);
  fd = open("/etc/hosts", O_WRONLY | O_APPEND);
  if (fd < 0) {
    /* The host's directories cannot be written to, or not by the user who runs Reprise. */
    CHECK((errno == EROFS || errno == EACCES) && unlink("/etc/hostname") < 0);
    return;
  }
  CHECK(write(fd, "192.0.2.1 new\n", 14) == 14 && close(fd) == 0);
  fd = open("/etc/hosts", O_RDONLY);
  CHECK(read(fd, text, sizeof text) == length + 14 && memcmp(text, before, (size_t)length) == 0);
  CHECK(close(fd) == 0 && resolves("new", &found) == 0);
  freeaddrinfo(found);
  CHECK(unlink("/etc/hostname") == 0 && access("/etc/hostname", F_OK) < 0);
  CHECK(rename("/etc/nsswitch.conf", "/etc/hostname") == 0);
  file("/etc/hostname", text, sizeof text);
  CHECK(strcmp(text, "passwd: files") == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct utsname u;
  char name[256], text[512];
  CHECK(uname(&u) == 0 && gethostname(name, sizeof name) == 0);
  CHECK(strcmp(u.sysname, "Linux") == 0 && strcmp(u.machine, "x86_64") == 0);
  CHECK(strcmp(u.nodename, name) == 0);
  show("uname", "%s %s %s %s %s", u.sysname, u.nodename, u.release, u.version, u.machine);
  show("domain", "%s", u.domainname);
  file("/proc/sys/kernel/hostname", text, sizeof text);
  CHECK(strcmp(text, name) == 0);
  file("/proc/sys/kernel/osrelease", text, sizeof text);
  CHECK(strcmp(text, u.release) == 0);
  file("/proc/version", text, sizeof text);
  show("version", "%s", text);
  CHECK(strncmp(text, "Linux version ", 14) == 0);
  CHECK(strncmp(text + 14, u.release, strlen(u.release)) == 0);
  CHECK_ERRNO(syscall(SYS_uname, (void *)1), EFAULT);
  if (guest_has("--reprise")) hosts(name);
  return done("all ways to the machine's name agree");
}
