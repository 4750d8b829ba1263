/*
 * Rule: user, groups, umask and limits have a fixed mapping.
 * Kind: host
 * Natively: shows the host's; lowered limits and the umask hold and are inherited.
 * Fails without: LimitCalls.set and CredentialCalls.setgroups.
 */
#include "../guest.h"
#include <grp.h>
#include <sys/prctl.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  uid_t r, e, s;
  gid_t groups[100];
  CHECK(getresuid(&r, &e, &s) == 0 && r == getuid() && e == geteuid());
  show("user", "%d %d %d", r, e, s);
  int n = getgroups(100, groups);
  CHECK(n >= 0);
  show("groups", "%d of which first %d, group %d", n, n ? (int)groups[0] : -1, getgid());
  for (int i = 0; i < RLIM_NLIMITS; i++) {
    struct rlimit limit;
    CHECK(getrlimit((enum __rlimit_resource)i, &limit) == 0 && limit.rlim_cur <= limit.rlim_max);
    show("limit", "%d: %ld %ld", i, (long)limit.rlim_cur, (long)limit.rlim_max);
  }
  show("links", "open max %ld, processes %ld", sysconf(_SC_OPEN_MAX), sysconf(_SC_CHILD_MAX));

  struct rlimit old, now = {20, 30};
  CHECK(getrlimit(RLIMIT_NOFILE, &old) == 0);
  pid_t child = fork();
  if (child == 0) {
    CHECK(setrlimit(RLIMIT_NOFILE, &now) == 0);
    int fd = 0;
    while (fd >= 0 && fd < 100) fd = dup(0);
    CHECK(errno == EMFILE);
    pid_t grandchild = fork();
    if (grandchild == 0) {
      CHECK(getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur == 20 && now.rlim_max == 30);
      _exit(0);
    }
    expect_exit(grandchild, 0);
    CHECK(prlimit(0, RLIMIT_NOFILE, &(struct rlimit){25, 30}, &now) == 0 && now.rlim_cur == 20);
    CHECK(dup(0) == 20);
    CHECK_ERRNO(setrlimit(RLIMIT_NOFILE, &(struct rlimit){30, 20}), EINVAL);
    /* A file may not grow beyond its limit. */
    CHECK(setrlimit(RLIMIT_FSIZE, &(struct rlimit){100, 100}) == 0);
    signal(SIGXFSZ, SIG_IGN);
    close(5);
    fd = open("limited", O_CREAT | O_WRONLY, 0600);
    char bytes[200] = {0};
    CHECK(write(fd, bytes, 200) == 100);
    CHECK_ERRNO(write(fd, bytes, 1), EFBIG);
    CHECK(unlink("limited") == 0);
    _exit(0);
  }
  expect_exit(child, 0);
  umask(027);
  int fd = open("masked", O_CREAT | O_WRONLY, 0666);
  struct stat st;
  CHECK(fstat(fd, &st) == 0 && (st.st_mode & 0777) == 0640 && st.st_uid == geteuid());
  CHECK(unlink("masked") == 0);

  char name[32] = "";
  CHECK(prctl(PR_SET_NAME, "a name that is too long") == 0 && prctl(PR_GET_NAME, name) == 0);
  CHECK(strcmp(name, "a name that is ") == 0);
  CHECK(prctl(PR_SET_DUMPABLE, 1) == 0 && prctl(PR_GET_DUMPABLE) == 1);
  CHECK_ERRNO(prctl(99999), EINVAL);
  return done("limits and the umask hold");
}
