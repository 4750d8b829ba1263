/*
 * Rule: POSIX message queues are answered as by a kernel without them; what is there works.
 * Kind: semantics
 * Natively: shared memory, semaphores and queues work or are refused by name.
 * Fails without: Dispatcher.byTable, which answers ENOSYS by the rows of IpcRows.
 */
#include "../guest.h"
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

static int absent(const char *name, long result) {
  show(name, "%s", result >= 0 ? "works" : strerror(errno));
  CHECK(result >= 0 || errno == ENOSYS || errno == EPERM || errno == EACCES);
  return result < 0;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  if (!absent("shmget", id)) {
    char *memory = shmat(id, NULL, 0);
    CHECK(memory != (void *)-1);
    memory[0] = 1;
    CHECK(shmdt(memory) == 0 && shmctl(id, IPC_RMID, NULL) == 0);
  }
  id = semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
  if (!absent("semget", id)) {
    struct sembuf up = {0, 1, 0}, down = {0, -1, IPC_NOWAIT};
    CHECK(semop(id, &up, 1) == 0 && semop(id, &down, 1) == 0);
    CHECK_ERRNO(semop(id, &down, 1), EAGAIN);
    CHECK(semctl(id, 0, IPC_RMID) == 0);
  }
  id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  if (!absent("msgget", id)) {
    struct {
      long type;
      char text[4];
    } message = {3, "abc"};
    CHECK(msgsnd(id, &message, 4, 0) == 0 && msgrcv(id, &message, 4, 0, 0) == 4);
    CHECK_ERRNO(msgrcv(id, &message, 4, 0, IPC_NOWAIT), ENOMSG);
    CHECK(msgctl(id, IPC_RMID, NULL) == 0);
  }
  char name[32];
  snprintf(name, sizeof name, "/guest%d", getpid());
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600, NULL);
  if (!absent("mq_open", queue)) CHECK(mq_unlink(name) == 0 && mq_close(queue) == 0);
  return done("what is there works, the rest is refused");
}
