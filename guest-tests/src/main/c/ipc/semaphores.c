/*
 * Rule: System V semaphores are virtual; operations wait in the scheduler, all together or not at all.
 * Kind: varies
 * Natively: ids depend on what else is there.
 * Fails without: SemaphoreCalls, Ipc.processEnds (SEM_UNDO).
 */
#include "../guest.h"
#include <sys/ipc.h>
#include <sys/sem.h>

static int set;

static int operate(int number, int change, int flags) {
  struct sembuf operation = {number, change, flags};
  return semop(set, &operation, 1);
}

static int value(int number) { return semctl(set, number, GETVAL); }

static void *add_later(void *unused) {
  (void)unused;
  while (semctl(set, 0, GETNCNT) == 0) sleep_millis(1);
  CHECK(operate(0, 1, 0) == 0);
  return NULL;
}

static void nothing(int signal) { (void)signal; }

static void operations(void) {
  CHECK(value(0) == 0 && operate(0, 3, 0) == 0 && value(0) == 3);
  CHECK(semctl(set, 0, GETPID) == getpid());
  CHECK_ERRNO(operate(0, 0, IPC_NOWAIT), EAGAIN);
  CHECK_ERRNO(operate(0, -4, IPC_NOWAIT), EAGAIN);
  CHECK_ERRNO(operate(3, 1, 0), EFBIG);
  CHECK_ERRNO(operate(0, 32767, 0), ERANGE);
  struct sembuf both[] = {{0, -1, 0}, {1, -1, IPC_NOWAIT}};
  CHECK_ERRNO(semop(set, both, 2), EAGAIN);
  CHECK(value(0) == 3);
  unsigned short values[] = {0, 2, 1}, read[3];
  CHECK(semctl(set, 0, SETALL, values) == 0 && semctl(set, 0, GETALL, read) == 0);
  CHECK(memcmp(values, read, sizeof read) == 0);
  CHECK_ERRNO(semctl(set, 0, SETVAL, -1), ERANGE);
  struct timespec limit = {0, 20000000};
  int64_t before = now_nanos(CLOCK_MONOTONIC);
  CHECK_ERRNO(semtimedop(set, &(struct sembuf){0, -1, 0}, 1, &limit), EAGAIN);
  CHECK(now_nanos(CLOCK_MONOTONIC) - before >= 20000000);
}

static void waiting(void) {
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, add_later, NULL) == 0);
  CHECK(operate(0, -1, 0) == 0 && pthread_join(thread, NULL) == 0 && value(0) == 0);
  handle(SIGALRM, nothing, SA_RESTART);
  arm_alarm(10000);
  CHECK_ERRNO(operate(0, -1, 0), EINTR);
  disarm_alarm();
}

/* What a process did with SEM_UNDO is taken back when it ends, however that happens. */
static void undo(void) {
  CHECK(semctl(set, 1, SETVAL, 5) == 0);
  pid_t child = fork();
  if (child == 0) {
    CHECK(operate(1, -2, SEM_UNDO) == 0 && operate(1, -1, 0) == 0 && value(1) == 2);
    raise(SIGKILL);
  }
  expect_killed(child, SIGKILL);
  CHECK(value(1) == 4);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  set = semget(IPC_PRIVATE, 3, IPC_CREAT | 0600);
  CHECK(set >= 0);
  show("id", "%d", set);
  operations();
  waiting();
  undo();
  struct semid_ds status;
  CHECK(semctl(set, 0, IPC_STAT, &status) == 0 && status.sem_nsems == 3 && status.sem_otime > 0);
  CHECK(semctl(set, 2, SETVAL, 0) == 0);
  pid_t child = fork();
  if (child == 0) {
    CHECK_ERRNO(operate(2, -1, 0), EIDRM);
    _exit(0);
  }
  while (semctl(set, 2, GETNCNT) == 0) sleep_millis(1);
  CHECK(semctl(set, 0, IPC_RMID) == 0);
  expect_exit(child, 0);
  CHECK_ERRNO(operate(0, 1, 0), EINVAL);
  return done("semaphores count, wait, and are taken back");
}
