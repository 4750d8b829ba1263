/*
 * Rule: a wait which a stop interrupts keeps its deadline, or its rest where the guest is told of it.
 * Kind: semantics
 * Natively: the time that a process is stopped counts for poll, nanosleep and futex; select, pselect
 *   and ppoll have their rest before them; none begins its time anew.
 * Fails without: Call.deadline, which a call that begins again finds set, and Waiting.tellRest.
 */
#include "../guest.h"
#include <linux/futex.h>
#include <sys/epoll.h>
#include <sys/select.h>

enum { PATIENCE = 900, BEFORE = 700, STOPPED = 1000 };

static int p[2], word;
static volatile int continued;

static void on_continue(int signal) { (void)signal; continued++; }

static void by_poll(struct timespec t) {
  CHECK(poll(&(struct pollfd){.fd = p[0], .events = POLLIN}, 1, t.tv_nsec / 1000000) == 0);
}
/* These write what is left, and go on with that. */
static void by_ppoll(struct timespec t) {
  CHECK(ppoll(&(struct pollfd){.fd = p[0], .events = POLLIN}, 1, &t, NULL) == 0);
}
static void by_select(struct timespec t) {
  struct timeval left = {0, t.tv_nsec / 1000};
  CHECK(select(0, NULL, NULL, NULL, &left) == 0 && left.tv_sec == 0 && left.tv_usec == 0);
}
static void by_nanosleep(struct timespec t) { CHECK(nanosleep(&t, NULL) == 0); }
static void by_clock_nanosleep(struct timespec t) {
  CHECK(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL) == 0);
}
static void by_futex(struct timespec t) {
  CHECK_ERRNO(syscall(SYS_futex, &word, FUTEX_WAIT, 0, &t), ETIMEDOUT);
}
static void by_bitset(struct timespec t) {
  t = timespec_of(now_nanos(CLOCK_MONOTONIC) + nanos_of(t));
  CHECK_ERRNO(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, 0, &t, NULL, 1), ETIMEDOUT);
}
/* A futex whose value has changed meanwhile is not waited for again. */
static int *changing;
static void by_changed_futex(struct timespec t) {
  CHECK_ERRNO(syscall(SYS_futex, changing, FUTEX_WAIT, 0, &t), EAGAIN);
}

static void (*const waits[])(struct timespec) = {
    by_ppoll, by_select, by_poll, by_nanosleep, by_clock_nanosleep, by_futex, by_bitset, by_changed_futex};
enum { WAITS = sizeof waits / sizeof *waits, KEEPING_REST = 2 };

static pid_t start(int wait) {
  pid_t child = fork();
  if (child == 0) {
    int64_t start = now_nanos(CLOCK_MONOTONIC);
    waits[wait](timespec_of(PATIENCE * 1000000LL));
    int64_t took = now_nanos(CLOCK_MONOTONIC) - start;
    if (wait < KEEPING_REST) CHECK(took >= (PATIENCE + STOPPED) * 1000000LL);
    CHECK(took >= PATIENCE * 1000000LL && took < (BEFORE + STOPPED + PATIENCE) * 1000000LL);
    _exit(0);
  }
  return child;
}

/* With a handler the wait ends, and tells what was left when it was interrupted, before the stop. */
static void told_rest(void) {
  pid_t child = fork();
  if (child == 0) {
    handle(SIGCONT, on_continue, SA_RESTART);
    struct timespec rest = {0, 0};
    CHECK_ERRNO(nanosleep(&(struct timespec){100, 0}, &rest), EINTR);
    CHECK(continued == 1 && rest.tv_sec == 99);
    struct timeval left = {100, 0};
    CHECK_ERRNO(select(0, NULL, NULL, NULL, &left), EINTR);
    CHECK(continued == 2 && left.tv_sec == 99);
    _exit(0);
  }
  for (int i = 0; i < 2; i++) {
    int status;
    await_blocked(child);
    CHECK(kill(child, SIGSTOP) == 0 && waitpid(child, &status, WUNTRACED) == child);
    sleep_millis(1100);
    CHECK(kill(child, SIGCONT) == 0);
    sleep_millis(20);
  }
  expect_exit(child, 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  changing = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(pipe(p) == 0 && changing != MAP_FAILED);
  pid_t children[WAITS];
  for (int i = 0; i < WAITS; i++) children[i] = start(i);
  sleep_millis(BEFORE);
  for (int i = 0; i < WAITS; i++) {
    int status;
    CHECK(kill(children[i], SIGSTOP) == 0 && waitpid(children[i], &status, WUNTRACED) == children[i]);
    CHECK(WIFSTOPPED(status));
  }
  /* Who is stopped waits no more: a wake finds nobody. */
  *changing = 1;
  CHECK(syscall(SYS_futex, changing, FUTEX_WAKE, 1) == 0);
  sleep_millis(STOPPED);
  for (int i = 0; i < WAITS; i++) CHECK(kill(children[i], SIGCONT) == 0);
  for (int i = 0; i < WAITS; i++) expect_exit(children[i], 0);
  told_rest();
  /* A rest that cannot be told is nobody's error. */
  struct timeval *fixed = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(fixed != MAP_FAILED && syscall(SYS_select, 0, NULL, NULL, NULL, fixed) == 0);
  return done("stopped waits keep their deadlines");
}
