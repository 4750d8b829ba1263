/*
 * Rule: /proc/sys/kernel/random/uuid is seeded, boot_id is fixed.
 * Kind: varies
 * Natively: every read of uuid is another one; boot_id holds until the machine restarts.
 * Fails without: Sysctl.uuid.
 */
#include "../guest.h"

static void uuid(const char *path, char *text) {
  int fd = open(path, O_RDONLY);
  CHECK(fd >= 0);
  CHECK(read(fd, text, 64) == 37);
  CHECK(text[36] == '\n' && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-');
  text[36] = 0;
  CHECK(text[14] == '4');
  close(fd);
  show(path, "%s", text);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char a[64], b[64];
  uuid("/proc/sys/kernel/random/uuid", a);
  uuid("/proc/sys/kernel/random/uuid", b);
  CHECK(strcmp(a, b) != 0);
  uuid("/proc/sys/kernel/random/boot_id", a);
  uuid("/proc/sys/kernel/random/boot_id", b);
  CHECK(strcmp(a, b) == 0);
  return done("uuid changes, boot_id stays");
}
