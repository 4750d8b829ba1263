/*
 * Rule: the end of a process ends all its threads, wherever they are blocked.
 * Kind: semantics
 * Natively: exit_group, a fatal signal, and the end of the leader alone behave as Linux says.
 * Fails without: Exits.ended and FutexTable.forget.
 */
#include "../guest.h"
#include <sys/eventfd.h>

static int p[2], event;
static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;

static void *blocks(void *argument) {
  char byte;
  eventfd_t value;
  struct pollfd one = {.fd = p[0], .events = POLLIN};
  switch ((long)argument) {
    case 0: CHECK(read(p[0], &byte, 1) == 1); break;
    case 1: pthread_mutex_lock(&held); break;
    case 2: sleep(1000); break;
    case 3: poll(&one, 1, -1); break;
    case 4: eventfd_read(event, &value); break;
    default: pause(); break;
  }
  return argument;
}

static void start(void) {
  pthread_t t;
  pthread_mutex_lock(&held);
  for (long i = 0; i < 6; i++) CHECK(pthread_create(&t, NULL, blocks, (void *)i) == 0);
  sleep_millis(10);
}

static void *exits(void *argument) {
  sleep_millis(10);
  exit((int)(long)argument);
}

static void *finishes_later(void *argument) {
  sleep_millis(20);
  CHECK(write(p[1], "x", 1) == 1);
  syscall(SYS_exit, 9); /* older kernels tell the leader's code, newer ones the last thread's */
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(pipe(p) == 0);
  event = eventfd(0, 0);
  pid_t child = fork();
  if (child == 0) {
    start();
    _exit(31);
  }
  expect_exit(child, 31);
  child = fork();
  if (child == 0) {
    start();
    pthread_t t;
    CHECK(pthread_create(&t, NULL, exits, (void *)32L) == 0);
    pthread_join(t, NULL);
  }
  expect_exit(child, 32);
  child = fork();
  if (child == 0) {
    start();
    for (;;) pause();
  }
  sleep_millis(30);
  CHECK(kill(child, SIGKILL) == 0);
  expect_killed(child, SIGKILL);
  /* The leader ends first: the process goes on, and is not waited for, until the last thread. */
  child = fork();
  if (child == 0) {
    pthread_t t;
    CHECK(pthread_create(&t, NULL, finishes_later, NULL) == 0);
    syscall(SYS_exit, 9);
  }
  int status;
  CHECK(waitpid(child, &status, WNOHANG) == 0);
  expect_exit(child, 9);
  char byte;
  CHECK(read(p[0], &byte, 1) == 1);
  return done("no thread outlives its process");
}
