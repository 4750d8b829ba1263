/*
 * Rule: a call that a program can answer itself gets the answer which it would get from the kernel.
 * Kind: varies
 * Natively: clocks show other times in each run, and other ids; both follow what has happened.
 * Fails without: Foresight.eventsAlone and Foresight.settle.
 */
#include "../guest.h"

#include <stdatomic.h>

enum { ROUNDS = 3000 };

static int64_t monotonic(void) {
  struct timespec now;
  CHECK(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) == 0);
  return nanos_of(now);
}

/* The wall clock's two calls agree, whoever answers them. */
static void wall_clocks(void) {
  for (int i = 0; i < ROUNDS; i++) {
    struct timespec first, third;
    struct timeval second;
    CHECK(syscall(SYS_clock_gettime, CLOCK_REALTIME, &first) == 0);
    CHECK(syscall(SYS_gettimeofday, &second, NULL) == 0);
    CHECK(syscall(SYS_clock_gettime, CLOCK_REALTIME, &third) == 0);
    int64_t micros = second.tv_sec * 1000000LL + second.tv_usec;
    CHECK(second.tv_usec >= 0 && second.tv_usec < 1000000);
    CHECK(nanos_of(first) / 1000 <= micros && micros <= nanos_of(third) / 1000);
  }
}

/* All kinds of calls in a row, more than are ever foreseen at once, with others between them. */
static int64_t many_calls(void) {
  int64_t before = monotonic();
  for (int i = 0; i < ROUNDS; i++) {
    int64_t now = monotonic();
    CHECK(now > before);
    before = now;
    CHECK(getppid() == syscall(SYS_getppid) && getuid() == syscall(SYS_getuid));
    CHECK(geteuid() == getuid() && getegid() == getgid() && getpgrp() > 0);
    if (i % 700 == 0) {
      CHECK(access("/", F_OK) == 0);
    }
  }
  return before;
}

static volatile sig_atomic_t ticks;

static void tick(int signal) {
  CHECK(signal == SIGALRM || signal == SIGVTALRM || signal == SIGXCPU);
  ticks++;
}

/* A timer fires at its time, though the program makes no other call. */
static void until_timer(int which, int signal) {
  struct sigaction action = {.sa_handler = tick};
  struct itimerval once = {.it_value = {.tv_usec = 20000}};
  CHECK(sigaction(signal, &action, NULL) == 0);
  ticks = 0;
  int64_t start = monotonic();
  CHECK(setitimer(which, &once, NULL) == 0);
  long calls = 0;
  while (ticks == 0) {
    monotonic();
    calls++;
  }
  int64_t took = monotonic() - start;
  CHECK(which != ITIMER_REAL || took >= 20000000);
  show(which == ITIMER_REAL ? "real timer" : "virtual timer", "%ld calls, %lld ns", calls,
       (long long)took);
}

static atomic_int begun;
static atomic_int go_on;

/* A thread that only reads the clock does not keep others from their turn. */
static void *other_thread(void *none) {
  begun = 1;
  for (int i = 0; i < 50; i++) monotonic();
  go_on = 1;
  return none;
}

static void until_thread(void) {
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, other_thread, NULL) == 0);
  long calls = 0;
  while (!go_on) {
    monotonic();
    calls++;
  }
  show("calls until the thread came", "%ld", calls);
  CHECK(pthread_join(thread, NULL) == 0 && begun == 1);
}

/* A sleeper wakes at its time while another process only reads the clock. */
static void until_sleeper(void) {
  int ends[2];
  CHECK(pipe(ends) == 0);
  int64_t start = monotonic();
  pid_t sleeper = fork();
  CHECK(sleeper >= 0);
  if (sleeper == 0) {
    struct timespec pause = {.tv_nsec = 15000000};
    CHECK(nanosleep(&pause, NULL) == 0);
    int64_t woken = monotonic();
    CHECK(write(ends[1], &woken, sizeof woken) == sizeof woken);
    _exit(0);
  }
  while (monotonic() < start + 40000000) {}
  int64_t woken;
  CHECK(read(ends[0], &woken, sizeof woken) == sizeof woken);
  CHECK(woken >= start + 15000000);
  show("woken after", "%lld ns", (long long)(woken - start));
  CHECK(waitpid(sleeper, NULL, 0) == sleeper);
  close(ends[0]);
  close(ends[1]);
}

/* Ids are those of the moment. */
static void changing_ids(void) {
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    pid_t parent = getppid();
    CHECK(getpgrp() != getpid());
    CHECK(setpgid(0, 0) == 0 && getpgrp() == getpid());
    pid_t grandchild = fork();
    CHECK(grandchild >= 0);
    if (grandchild != 0) {
      CHECK(getppid() == parent);
      _exit(0);
    }
    /* Until its parent is gone, with no other call than the one that tells. */
    pid_t former = getpgrp();
    while (getppid() == former) {}
    show("adopted by", "%d", getppid());
    _exit(0);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
}

/* A limit of CPU time holds also for a program that only asks for its ids. */
static void until_limit(void) {
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    struct sigaction action = {.sa_handler = tick};
    struct rlimit limit = {.rlim_cur = 1, .rlim_max = 3};
    CHECK(sigaction(SIGXCPU, &action, NULL) == 0);
    CHECK(setrlimit(RLIMIT_CPU, &limit) == 0);
    ticks = 0;
    while (ticks == 0) syscall(SYS_getppid);
    _exit(0);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
}

/* The time goes nowhere that cannot be written to, and the rest of a page is left as it was. */
static void bad_addresses(void) {
  char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(page != MAP_FAILED && mprotect(page + 4096, 4096, PROT_READ) == 0);
  for (int i = 0; i < 300; i++) {
    CHECK_ERRNO(syscall(SYS_clock_gettime, CLOCK_REALTIME, page + 4088), EFAULT);
    CHECK_ERRNO(syscall(SYS_clock_gettime, CLOCK_REALTIME, page + 4096), EFAULT);
    CHECK_ERRNO(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, NULL), EFAULT);
    CHECK_ERRNO(syscall(SYS_gettimeofday, page + 4088, NULL), EFAULT);
    CHECK_ERRNO(syscall(SYS_clock_gettime, 77, page), EINVAL);
    CHECK(syscall(SYS_gettimeofday, NULL, NULL) == 0);
    CHECK(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, page + 4080) == 0);
    CHECK(page[0] == 0);
  }
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  bad_addresses();
  wall_clocks();
  show("clock after many calls", "%lld", (long long)many_calls());
  until_thread();
  until_sleeper();
  changing_ids();
  until_timer(ITIMER_REAL, SIGALRM);
  until_timer(ITIMER_VIRTUAL, SIGVTALRM);
  until_limit();
  for (clockid_t clock = 0; clock < 8; clock++) {
    struct timespec last = {0};
    for (int i = 0; i < 700; i++) CHECK(syscall(SYS_clock_gettime, clock, &last) == 0);
    char name[32];
    snprintf(name, sizeof name, "clock %d", clock);
    show(name, "%lld", (long long)nanos_of(last));
  }
  return done("foreseen answers are the right ones");
}
