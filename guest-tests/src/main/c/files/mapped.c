/*
 * Rule: what is stored to a shared mapping is in the file at once, and pages beyond its end fault.
 * Kind: semantics
 * Natively: mappings, reads, writes, truncation and processes agree on every byte.
 * Fails without: MapCalls.mmap, which maps the guest's own file, and Signals.fault.
 */
#include "../guest.h"
#include <setjmp.h>

enum { PAGE = 4096 };
static sigjmp_buf back;
static volatile int code;
static void *volatile where;

static void on_bus(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  code = info->si_code;
  where = info->si_addr;
  siglongjmp(back, 1);
}

static int faults(volatile char *at, int store) {
  code = 0;
  if (sigsetjmp(back, 1) != 0) {
    CHECK(code == BUS_ADRERR && where == (void *)at);
    return 1;
  }
  if (store) *at = 'z';
  else (void)*at;
  return 0;
}

static char *map(int fd, size_t length, int protection, int flags) {
  char *at = mmap(NULL, length, protection, flags, fd, 0);
  CHECK(at != MAP_FAILED);
  return at;
}

static void shared_file(void) {
  char text[16];
  int fd = open("m", O_CREAT | O_RDWR, 0600), again = open("m", O_RDWR);
  CHECK(ftruncate(fd, 2 * PAGE) == 0);
  char *one = map(fd, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED);
  char *two = map(again, 2 * PAGE, PROT_READ, MAP_SHARED);
  char *own = map(again, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE);
  strcpy(one, "stored");
  CHECK(strcmp(two, "stored") == 0 && pread(again, text, 7, 0) == 7 && strcmp(text, "stored") == 0);
  CHECK(pwrite(again, "WRITTEN", 7, PAGE) == 7 && memcmp(one + PAGE, "WRITTEN", 7) == 0);
  own[0] = 'S';
  CHECK(one[0] == 's' && pread(fd, text, 1, 0) == 1 && text[0] == 's');
  pid_t child = fork();
  if (child == 0) {
    CHECK(own[0] == 'S' && memcmp(one, "stored", 6) == 0);
    memcpy(one, "child!", 6);
    own[0] = 'C';
    CHECK(msync(one, PAGE, MS_SYNC) == 0);
    _exit(7);
  }
  expect_exit(child, 7);
  CHECK(memcmp(two, "child!", 6) == 0 && own[0] == 'S');

  /* The third page has no file beneath; the rest of a page beyond the end is zero. */
  struct sigaction action = {.sa_sigaction = on_bus, .sa_flags = SA_SIGINFO};
  CHECK(sigaction(SIGBUS, &action, NULL) == 0);
  CHECK(faults(one + 2 * PAGE, 0) && faults(one + 2 * PAGE + 5, 1) && !faults(one + PAGE, 1));
  CHECK(ftruncate(fd, PAGE + 10) == 0 && one[PAGE] == 'z' && one[PAGE + 10] == 0);
  one[PAGE + 100] = 'l';
  CHECK(ftruncate(fd, 10) == 0 && faults(one + PAGE, 0) && faults(two + PAGE, 0) && !faults(one, 1));
  CHECK(faults(own + PAGE, 0));
  CHECK(ftruncate(fd, 3 * PAGE) == 0 && one[PAGE + 100] == 0 && one[2 * PAGE] == 0);
  one[3 * PAGE - 1] = 'e';
  CHECK(pread(fd, text, 1, 3 * PAGE - 1) == 1 && text[0] == 'e');
  CHECK(truncate("m", 0) == 0);
  errno = 0;
  CHECK_ERRNO(write(fd, one, 10), EFAULT);
  CHECK(ftruncate(fd, PAGE) == 0);

  /* A mapping outlives its descriptor and its name. */
  CHECK(close(again) == 0 && unlink("m") == 0);
  strcpy(one, "late");
  CHECK(pread(fd, text, 5, 0) == 5 && strcmp(text, "late") == 0);
  child = fork();
  if (child == 0) {
    handle(SIGBUS, SIG_DFL, 0);
    CHECK(setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}) == 0);
    (void)*(volatile char *)(one + 2 * PAGE);
    _exit(0);
  }
  expect_killed(child, SIGBUS);
  CHECK(munmap(one, 3 * PAGE) == 0 && munmap(two, 2 * PAGE) == 0 && munmap(own, 2 * PAGE) == 0);
  close(fd);
}

static void errors(void) {
  int fd = open("m", O_CREAT | O_RDWR, 0600), reading = open("m", O_RDONLY), writing = open("m", O_WRONLY);
  CHECK(ftruncate(fd, PAGE) == 0);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, reading, 0) == MAP_FAILED ? -1 : 0, EACCES);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ, MAP_SHARED, writing, 0) == MAP_FAILED ? -1 : 0, EACCES);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 1) == MAP_FAILED ? -1 : 0, EINVAL);
  CHECK_ERRNO(mmap(0, 0, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0, EINVAL);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ, 0, fd, 0) == MAP_FAILED ? -1 : 0, EINVAL);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ, MAP_SHARED, 99, 0) == MAP_FAILED ? -1 : 0, EBADF);
  int directory = open(".", O_RDONLY);
  CHECK_ERRNO(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, directory, 0) == MAP_FAILED ? -1 : 0, ENODEV);
  char *at = map(reading, PAGE, PROT_READ, MAP_SHARED);
  CHECK_ERRNO(mprotect(at, PAGE, PROT_READ | PROT_WRITE), EACCES);
  CHECK_ERRNO(msync(at, PAGE, MS_SYNC | MS_ASYNC), EINVAL);
  CHECK_ERRNO(msync(at + 1, PAGE, MS_SYNC), EINVAL);
  CHECK(msync(at, PAGE, MS_ASYNC | MS_INVALIDATE) == 0 && munmap(at, PAGE) == 0);
  CHECK_ERRNO(msync(at, PAGE, MS_SYNC), ENOMEM);
  char *null = map(open("/dev/zero", O_RDWR), PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE);
  CHECK(null[0] == 0 && (null[5] = 1) == 1);
  CHECK(unlink("m") == 0);
}

static void anonymous(void) {
  int *count = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *own = map(-1, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  for (int i = 0; i < 3; i++) {
    pid_t child = fork();
    if (child == 0) {
      __atomic_fetch_add(count, 1, __ATOMIC_SEQ_CST);
      own[0]++;
      _exit(0);
    }
    expect_exit(child, 0);
  }
  CHECK(*count == 3 && own[0] == 0);
  char *grown = mremap(count, PAGE, PAGE, 0);
  CHECK(grown == (char *)count && munmap(count, PAGE) == 0);
  int zero = open("/dev/zero", O_RDWR);
  int *shared = (int *)map(zero, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED);
  pid_t child = fork();
  if (child == 0) _exit((*shared = 5) == 5 ? 0 : 1);
  expect_exit(child, 0);
  CHECK(*shared == 5);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  shared_file();
  errors();
  anonymous();
  return done("mappings and files agree");
}
