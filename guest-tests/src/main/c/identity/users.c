/*
 * Rule: ids of users and groups and capabilities are each thread's own, and follow Linux's rules.
 * Kind: semantics
 * Natively: the same for root; others have nothing to change.
 * Fails without: Credentials.setUsers, UserCalls.three and Rights.maySignal.
 */
#include "../guest.h"
#include <grp.h>
#include <pthread.h>
#include <sys/auxv.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#define NOBODY 65534

static void expect_users(uid_t real, uid_t effective, uid_t saved) {
  uid_t r, e, s;
  CHECK(getresuid(&r, &e, &s) == 0 && r == real && e == effective && s == saved);
}

static unsigned long long field(const char *name) {
  char line[200];
  unsigned long long value = ~0ULL;
  FILE *file = fopen("/proc/thread-self/status", "r");
  CHECK(file != NULL);
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, name, strlen(name)) == 0) value = strtoull(line + strlen(name) + 1, NULL, 16);
  }
  fclose(file);
  return value;
}

static void in_child(void (*body)(void)) {
  pid_t child = fork();
  if (child == 0) {
    body();
    _exit(0);
  }
  expect_exit(child, 0);
}

static void gives_up_root(void) {
  gid_t group = 33;
  CHECK(setgroups(1, &group) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
  expect_users(NOBODY, NOBODY, NOBODY);
  CHECK(getgid() == NOBODY && getegid() == NOBODY && getgroups(1, &group) == 1 && group == 33);
  CHECK(field("CapEff") == 0 && field("CapPrm") == 0);
  CHECK_ERRNO(setuid(0), EPERM);
  CHECK_ERRNO(setresuid(-1, 0, -1), EPERM);
  CHECK_ERRNO(setreuid(0, -1), EPERM);
  CHECK_ERRNO(setgid(0), EPERM);
  CHECK_ERRNO(setgroups(0, NULL), EPERM);
  CHECK(setfsuid(0) == NOBODY && setfsuid(-1) == NOBODY);
  CHECK(prctl(PR_GET_DUMPABLE) == 0);
}

static void comes_back(void) {
  CHECK(seteuid(1000) == 0);
  expect_users(0, 1000, 0);
  CHECK(field("CapEff") == 0 && field("CapPrm") != 0);
  CHECK(seteuid(0) == 0 && field("CapEff") == field("CapPrm"));
  CHECK(setreuid(1, 2) == 0);
  expect_users(1, 2, 2);
  CHECK(setreuid(2, 1) == 0);
  expect_users(2, 1, 1);
}

static void takes_three(void) {
  CHECK(setresuid(1, 2, 3) == 0);
  expect_users(1, 2, 3);
  CHECK(setuid(3) == 0);
  expect_users(1, 3, 3);
  CHECK(setresuid(3, 1, -1) == 0);
  expect_users(3, 1, 3);
  CHECK_ERRNO(setuid(-1), EINVAL);
}

static void keeps_capabilities(void) {
  unsigned long long before = field("CapPrm");
  CHECK(prctl(PR_SET_KEEPCAPS, 1) == 0 && prctl(PR_GET_KEEPCAPS) == 1);
  CHECK(setuid(5) == 0 && field("CapEff") == 0 && field("CapPrm") == before);
}

static void *own_user(void *unused) {
  CHECK(syscall(SYS_setresuid, 7, 7, 7) == 0 && getuid() == 7);
  return unused;
}

static pthread_barrier_t barrier;

static void *follows(void *unused) {
  pthread_barrier_wait(&barrier);
  pthread_barrier_wait(&barrier);
  expect_users(9, 9, 9);
  return unused;
}

static void threads_are_apart(void) {
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, own_user, NULL) == 0 && pthread_join(thread, NULL) == 0);
  expect_users(0, 0, 0);
  CHECK(pthread_barrier_init(&barrier, NULL, 2) == 0);
  CHECK(pthread_create(&thread, NULL, follows, NULL) == 0);
  pthread_barrier_wait(&barrier);
  CHECK(setuid(9) == 0);
  pthread_barrier_wait(&barrier);
  CHECK(pthread_join(thread, NULL) == 0);
}

static void executes(void) {
  CHECK(setresuid(1, 2, 3) == 0);
  execl("/proc/self/exe", "users", "--executed", NULL);
  guest_fail(__FILE__, __LINE__, "execl");
}

static void signals_nobody_elses(void) {
  pid_t parent = getppid();
  CHECK(setuid(NOBODY) == 0);
  CHECK_ERRNO(kill(parent, 0), EPERM);
  CHECK_ERRNO(kill(parent, SIGTERM), EPERM);
  CHECK_ERRNO(setpriority(PRIO_PROCESS, parent, 5), EPERM);
  char path[60];
  snprintf(path, sizeof path, "/proc/%d/environ", parent);
  CHECK_ERRNO(open(path, O_RDONLY), EACCES);
  snprintf(path, sizeof path, "/proc/%d/cwd/.", parent);
  CHECK_ERRNO(open(path, O_RDONLY), EACCES);
  CHECK(kill(getpid(), 0) == 0);
}

static void sockets_tell(void) {
  int pair[2];
  CHECK(setresgid(11, 12, 13) == 0 && setresuid(1, 2, 3) == 0);
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  struct ucred peer;
  socklen_t length = sizeof peer;
  CHECK(getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0);
  CHECK(peer.pid == getpid() && peer.uid == 2 && peer.gid == 12);
  union {
    char bytes[CMSG_SPACE(sizeof peer)];
    struct cmsghdr header;
  } control = {0};
  char byte = 'x';
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){CMSG_LEN(sizeof peer), SOL_SOCKET, SCM_CREDENTIALS};
  peer = (struct ucred){getpid(), 3, 13};
  memcpy(CMSG_DATA(header), &peer, sizeof peer);
  CHECK(sendmsg(pair[0], &message, 0) == 1);
  peer.uid = 0;
  memcpy(CMSG_DATA(header), &peer, sizeof peer);
  CHECK_ERRNO(sendmsg(pair[0], &message, 0), EPERM);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--executed")) {
    expect_users(1, 2, 2);
    CHECK(getauxval(AT_UID) == 1 && getauxval(AT_EUID) == 2 && getauxval(AT_SECURE) == 1);
    CHECK(field("CapPrm") == 0);
    return 0;
  }
  if (geteuid() != 0) return done("who is not root can become nobody else");
  in_child(gives_up_root);
  in_child(comes_back);
  in_child(takes_three);
  in_child(keeps_capabilities);
  in_child(threads_are_apart);
  in_child(executes);
  in_child(signals_nobody_elses);
  in_child(sockets_tell);
  expect_users(0, 0, 0);
  return done("ids and capabilities follow Linux");
}
