/*
 * Rule: processes that run side by side see of each other what they would see one after the other.
 * Kind: varies
 * Natively: what is shared is seen, what is private is not, and signals find who computes.
 * Fails without: Kernel.leave, which waits for processes with exposed memory, and Task.thread.
 */
#include "../guest.h"
#include <sys/uio.h>

#define WORDS 4096

/* Computes for a while without any call; what comes of it depends on the seed alone. */
static uint64_t compute(uint64_t seed, int rounds) {
  uint64_t x = seed;
  for (int i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
  }
  return x;
}

static void put(int fd, uint64_t value) { CHECK(write(fd, &value, sizeof value) == sizeof value); }

static uint64_t get(int fd) {
  uint64_t value;
  CHECK(read(fd, &value, sizeof value) == sizeof value);
  return value;
}

/* Large transfers, after which everybody computes, with memory of his own. */
static void computing(void) {
  int p[4][2];
  pid_t pid[4];
  for (int i = 0; i < 4; i++) {
    CHECK(pipe(p[i]) == 0);
    pid[i] = fork();
    CHECK(pid[i] >= 0);
    if (pid[i] == 0) {
      static uint64_t words[WORDS];
      int fd = open("/dev/zero", O_RDONLY);
      uint64_t sum = (uint64_t)i + 1;
      for (int round = 0; round < 20; round++) {
        CHECK(read(fd, words, sizeof words) == sizeof words);
        sum += words[round] + compute(sum, 20000 * (i + 1));
      }
      put(p[i][1], sum);
      _exit(i);
    }
  }
  for (int i = 0; i < 4; i++) {
    uint64_t sum = (uint64_t)i + 1;
    for (int round = 0; round < 20; round++) sum += compute(sum, 20000 * (i + 1));
    CHECK(get(p[i][0]) == sum);
    expect_exit(pid[i], i);
    close(p[i][0]);
    close(p[i][1]);
  }
}

/* A store to shared memory is seen between two events of the one who looks for it. */
static void shared(int descriptor) {
  int flags = descriptor < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED;
  volatile uint64_t *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  CHECK(word != MAP_FAILED);
  *word = 0;
  uint64_t seen = 0, largest = 0;
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    for (uint64_t i = 1; i <= 200; i++) {
      *word = i;
      compute(i, 2000);
      if (i % 10 == 0) sched_yield();
    }
    _exit(0);
  }
  while (largest < 200) {
    compute(largest, 3000);
    uint64_t now = *word;
    CHECK(now >= largest);
    seen += now != largest;
    largest = now;
    sched_yield();
  }
  expect_exit(pid, 0);
  show("values seen", "%lu", (unsigned long)seen);
  CHECK(munmap((void *)word, 4096) == 0);
}

/* A private mapping of a file shows what others write to the file as long as it is not changed. */
static void mapped(void) {
  int fd = open("mapped", O_RDWR | O_CREAT | O_TRUNC, 0644), p[2];
  CHECK(fd >= 0 && ftruncate(fd, 4096) == 0 && pipe(p) == 0);
  uint64_t changes = 0;
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    volatile uint64_t *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    CHECK(word != MAP_FAILED);
    uint64_t last = 0;
    while (last < 100) {
      for (int i = 0; i < 50; i++) {
        compute(last, 200);
        uint64_t now = *word;
        changes = changes * 31 + now;
        last = now;
      }
      sched_yield();
    }
    put(p[1], changes);
    _exit(0);
  }
  for (uint64_t i = 1; i <= 100; i++) {
    CHECK(pwrite(fd, &i, sizeof i, 0) == sizeof i);
    if (i % 7 == 0) sched_yield();
  }
  uint64_t shown = get(p[0]);
  show("what the mapping showed", "%lx", (unsigned long)shown);
  expect_exit(pid, 0);
  CHECK(close(fd) == 0 && close(p[0]) == 0 && close(p[1]) == 0 && unlink("mapped") == 0);
}

/* Stops, continues, looks at and kills one who computes and has nobody to wait for. */
static void disturbed(void) {
  int p[2], status;
  CHECK(pipe(p) == 0);
  static uint64_t progress;
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    put(p[1], 1);
    static char large[8192];
    int fd = open("/dev/null", O_WRONLY);
    for (progress = 1;; progress++) {
      compute(progress, 50000);
      CHECK(write(fd, large, sizeof large) == sizeof large);
    }
  }
  CHECK(get(p[0]) == 1);
  uint64_t there = 0, before = 0;
  for (int i = 0; i < 20; i++) {
    struct iovec mine = {&there, sizeof there}, other = {&progress, sizeof progress};
    if (process_vm_readv(pid, &mine, 1, &other, 1, 0) == sizeof there) {
      CHECK(there >= before);
      before = there;
    }
    CHECK(state_of(pid) == 'R' || state_of(pid) == 'S');
    CHECK(kill(pid, SIGSTOP) == 0);
    CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
    CHECK(kill(pid, SIGCONT) == 0);
    CHECK(waitpid(pid, &status, WCONTINUED) == pid && WIFCONTINUED(status));
    sched_yield();
  }
  show("progress", "%lu", (unsigned long)there);
  CHECK(kill(pid, SIGKILL) == 0);
  expect_killed(pid, SIGKILL);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  computing();
  shared(-1);
  int fd = open("shared", O_RDWR | O_CREAT | O_TRUNC, 0644);
  CHECK(fd >= 0 && ftruncate(fd, 4096) == 0);
  shared(fd);
  CHECK(close(fd) == 0 && unlink("shared") == 0);
  mapped();
  disturbed();
  return done("four compute, two share memory and a file, one is disturbed");
}
