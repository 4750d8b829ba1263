/* A program that never ends, in the way that its argument names. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile unsigned long count;

static void *spins(void *argument) {
  for (;;) count++;
  return argument;
}

static void *sleeps(void *argument) {
  for (;;) usleep(1);
  return argument;
}

static void *locks(void *argument) {
  pthread_mutex_lock(&mutex);
  return argument;
}

static void start(void *(*what)(void *)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, what, NULL) != 0) exit(3);
}

static void *waits_for_pipe(void *argument) {
  int ends[2];
  char byte;
  if (pipe(ends) != 0 || read(ends[0], &byte, 1) != 0) exit(3);
  return argument;
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "";
  pthread_mutex_lock(&mutex);
  if (!strcmp(how, "spin")) spins(NULL);
  if (!strcmp(how, "sleep")) sleeps(NULL);
  if (!strcmp(how, "stop")) raise(SIGSTOP);
  if (!strcmp(how, "stopped-child")) {
    if (fork() == 0) raise(SIGSTOP);
    wait(NULL);
  }
  if (!strcmp(how, "deadlock")) locks(NULL);
  if (!strcmp(how, "deadlock-and-spin")) {
    start(locks);
    spins(NULL);
  }
  if (!strcmp(how, "pipe")) waits_for_pipe(NULL);
  if (!strcmp(how, "pipe-and-sleep")) {
    start(waits_for_pipe);
    sleeps(NULL);
  }
  if (!strcmp(how, "vfork-spin") && vfork() == 0) spins(NULL);
  if (!strcmp(how, "vfork-sleep") && vfork() == 0) sleeps(NULL);
  if (!strcmp(how, "vfork-pause") && vfork() == 0) for (;;) pause();
  if (!strcmp(how, "all-signals-blocked")) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    spins(NULL);
  }
  if (!strcmp(how, "fifty")) {
    for (int i = 1; i < 50; i++) start(i % 2 ? locks : sleeps);
    sleeps(NULL);
  }
  return 0;
}
