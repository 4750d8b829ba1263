/*
 * Rule: System V message queues are virtual; senders and receivers wait in the scheduler.
 * Kind: varies
 * Natively: ids depend on what else is there.
 * Fails without: MessageQueueCalls.
 */
#include "../guest.h"
#include <sys/ipc.h>
#include <sys/msg.h>

static int queue;

static int put(long type, const char *text, int flags) {
  struct {
    long type;
    char text[64];
  } message = {type, ""};
  strcpy(message.text, text);
  return msgsnd(queue, &message, strlen(text) + 1, flags);
}

/* The next message of a type must be this text. */
static void take(long type, int flags, const char *text) {
  struct {
    long type;
    char text[64];
  } message;
  CHECK_RETURNS(msgrcv(queue, &message, sizeof message.text, type, flags), strlen(text) + 1);
  CHECK(strcmp(message.text, text) == 0);
}

static void nothing(int signal) { (void)signal; }

static void selection(void) {
  CHECK(put(3, "three", 0) == 0 && put(1, "one", 0) == 0 && put(2, "two", 0) == 0);
  CHECK(put(3, "again", 0) == 0);
  take(2, 0, "two");
  take(3, MSG_EXCEPT, "one");
  take(-3, 0, "three");
  char small[sizeof(long) + 3];
  CHECK_ERRNO(msgrcv(queue, small, 3, 0, 0), E2BIG);
  CHECK(msgrcv(queue, small, 3, 0, MSG_NOERROR) == 3);
  CHECK_ERRNO(msgrcv(queue, small, 3, 0, IPC_NOWAIT), ENOMSG);
  CHECK_ERRNO(put(0, "no type", 0), EINVAL);
  CHECK_ERRNO(msgsnd(queue, small, 8193, 0), EINVAL);
}

static void waiting(void) {
  pid_t child = fork();
  if (child == 0) {
    take(0, 0, "late");
    _exit(0);
  }
  await_blocked(child);
  CHECK(put(1, "late", 0) == 0);
  expect_exit(child, 0);

  int sent = 0;
  while (put(1, "to the brim", IPC_NOWAIT) == 0) sent++;
  CHECK(errno == EAGAIN);
  CHECK_RETURNS(sent, 16384 / 12);
  child = fork();
  if (child == 0) _exit(put(2, "more", 0) == 0 ? 0 : 1);
  await_blocked(child);
  take(1, 0, "to the brim");
  expect_exit(child, 0);
  take(2, 0, "more");

  handle(SIGALRM, nothing, SA_RESTART);
  arm_alarm(10000);
  char byte[sizeof(long) + 1];
  CHECK_ERRNO(msgrcv(queue, byte, 1, 77, 0), EINTR);
  disarm_alarm();
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  CHECK(queue >= 0);
  show("id", "%d", queue);
  selection();
  waiting();
  struct msqid_ds status;
  CHECK(msgctl(queue, IPC_STAT, &status) == 0 && status.msg_qbytes == 16384);
  CHECK(status.msg_qnum == 16384 / 12 - 1 && status.msg_lrpid == getpid());
  pid_t child = fork();
  if (child == 0) {
    char byte[sizeof(long) + 1];
    CHECK_ERRNO(msgrcv(queue, byte, 1, 77, 0), EIDRM);
    _exit(0);
  }
  await_blocked(child);
  sleep_millis(20);
  CHECK(msgctl(queue, IPC_RMID, NULL) == 0);
  expect_exit(child, 0);
  CHECK_ERRNO(put(1, "gone", 0), EINVAL);
  return done("messages are kept, chosen and waited for");
}
