/*
 * Rule: uname, host name and domain name are fixed.
 * Kind: host
 * Natively: prints the host's kernel and name.
 * Fails without: MachineCalls.uname.
 */
#include "../guest.h"
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
  return done("all ways to the machine's name agree");
}
