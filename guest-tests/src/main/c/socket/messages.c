/*
 * Rule: pairs of datagram and sequenced-packet sockets keep messages, and descriptors travel.
 * Kind: semantics
 * Natively: borders of messages, truncation, SCM_RIGHTS and SCM_CREDENTIALS hold.
 * Fails without: ControlBuffer.put.
 */
#include "../guest.h"
#include <sys/socket.h>
#include <sys/un.h>

static void send_fd(int socket, int fd) {
  char space[CMSG_SPACE(sizeof fd)] = {0};
  struct iovec part = {"f", 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  CHECK(sendmsg(socket, &message, 0) == 1);
}

static int receive_fd(int socket) {
  char space[CMSG_SPACE(sizeof(int))], byte;
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  CHECK(recvmsg(socket, &message, MSG_CMSG_CLOEXEC) == 1 && byte == 'f');
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  CHECK(header != NULL && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN(sizeof(int)));
  int fd;
  memcpy(&fd, CMSG_DATA(header), sizeof fd);
  CHECK(fcntl(fd, F_GETFD) == FD_CLOEXEC);
  return fd;
}

static void borders(int type) {
  int s[2];
  char buffer[64];
  CHECK(socketpair(AF_UNIX, type, 0, s) == 0);
  CHECK(send(s[0], "one", 3, 0) == 3 && send(s[0], "second", 6, 0) == 6 && send(s[0], "", 0, 0) == 0);
  CHECK(recv(s[1], buffer, 64, 0) == 3);
  struct iovec part = {buffer, 2};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  CHECK(recvmsg(s[1], &message, 0) == 2 && (message.msg_flags & MSG_TRUNC));
  CHECK(recv(s[1], buffer, 64, MSG_DONTWAIT) == 0);
  CHECK_ERRNO(recv(s[1], buffer, 64, MSG_DONTWAIT), EAGAIN);
  pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 2000; i++) CHECK(send(s[0], &i, sizeof i, 0) == sizeof i);
    _exit(0);
  }
  await_blocked(child);
  for (int i = 0, got; i < 2000; i++) CHECK(recv(s[1], &got, sizeof got, 0) == sizeof got && got == i);
  expect_exit(child, 0);
  close(s[0]);
  if (type == SOCK_SEQPACKET) CHECK(recv(s[1], buffer, 64, 0) == 0);
  close(s[1]);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  borders(SOCK_DGRAM);
  borders(SOCK_SEQPACKET);

  /* A pipe's end travels to another process and works there. */
  int s[2], p[2];
  char buffer[64];
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, s) == 0 && pipe(p) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(p[1]);
    int fd = receive_fd(s[1]);
    CHECK(write(fd, "sent", 4) == 4);
    _exit(0);
  }
  await_blocked(child);
  send_fd(s[0], p[1]);
  close(p[1]);
  CHECK(read(p[0], buffer, 64) == 4);
  expect_exit(child, 0);
  CHECK(read(p[0], buffer, 64) == 0);

  int yes = 1;
  CHECK(setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes) == 0);
  CHECK(send(s[0], "c", 1, 0) == 1);
  char space[CMSG_SPACE(sizeof(struct ucred))];
  struct iovec part = {buffer, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  CHECK(recvmsg(s[1], &message, 0) == 1);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  CHECK(header != NULL && header->cmsg_type == SCM_CREDENTIALS);
  struct ucred from;
  memcpy(&from, CMSG_DATA(header), sizeof from);
  CHECK(from.pid == getpid() && from.uid == getuid() && from.gid == getgid());
  socklen_t size = sizeof from;
  CHECK(getsockopt(s[0], SOL_SOCKET, SO_PEERCRED, &from, &size) == 0 && from.pid == getpid());
  return done("messages keep their borders, descriptors travel");
}
