/*
 * Rule: sockets have names: paths, abstract names and ports, and messages tell who sent them.
 * Kind: semantics
 * Natively: binding, connecting, datagrams and descriptors through accepted sockets hold.
 * Fails without: UnixNames.bind.
 */
#include "../guest.h"
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static socklen_t name_of(struct sockaddr_un *name, const char *text, int length) {
  memset(name, 0, sizeof *name);
  name->sun_family = AF_UNIX;
  memcpy(name->sun_path, text, length);
  return offsetof(struct sockaddr_un, sun_path) + length;
}

static void listens_at(const char *text, int length) {
  struct sockaddr_un name, told;
  socklen_t size = name_of(&name, text, length), told_size = sizeof told;
  int server = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
  int other = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), fds[2];
  CHECK_ERRNO(connect(client, (struct sockaddr *)&name, size), text[0] ? ENOENT : ECONNREFUSED);
  CHECK(bind(server, (struct sockaddr *)&name, size) == 0);
  CHECK_ERRNO(bind(client, (struct sockaddr *)&name, size), EADDRINUSE);
  CHECK_ERRNO(connect(client, (struct sockaddr *)&name, size), ECONNREFUSED);
  CHECK(listen(server, 0) == 0 && connect(client, (struct sockaddr *)&name, size) == 0);
  CHECK_ERRNO(connect(other, (struct sockaddr *)&name, size), EAGAIN);
  int accepted = accept(server, (struct sockaddr *)&told, &told_size);
  CHECK(accepted >= 0 && told_size == sizeof(sa_family_t));
  told_size = sizeof told;
  CHECK(getpeername(client, (struct sockaddr *)&told, &told_size) == 0);
  CHECK(told_size == size + (text[0] != 0) && memcmp(told.sun_path, text, length) == 0);

  char space[CMSG_SPACE(sizeof(int))] = {0}, byte;
  struct iovec part = {"d", 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  CHECK(pipe(fds) == 0);
  memcpy(CMSG_DATA(header), &fds[1], sizeof(int));
  CHECK(sendmsg(accepted, &message, 0) == 1);
  part.iov_base = &byte;
  CHECK(recvmsg(client, &message, 0) == 1 && byte == 'd');
  int received;
  memcpy(&received, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof received);
  CHECK(write(received, "y", 1) == 1 && read(fds[0], &byte, 1) == 1 && byte == 'y');
  close(server);
  CHECK_ERRNO(connect(other, (struct sockaddr *)&name, size), ECONNREFUSED);
  close(client);
  close(accepted);
}

static void datagrams(void) {
  struct sockaddr_un name, from;
  socklen_t size = name_of(&name, "\0datagrams", 10), from_size = sizeof from;
  int receiver = socket(AF_UNIX, SOCK_DGRAM, 0), sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  char buffer[16];
  CHECK(bind(receiver, (struct sockaddr *)&name, size) == 0);
  CHECK(bind(sender, (struct sockaddr *)&name, sizeof(sa_family_t)) == 0);
  CHECK(sendto(sender, "one", 3, 0, (struct sockaddr *)&name, size) == 3);
  CHECK(recvfrom(receiver, buffer, 16, 0, (struct sockaddr *)&from, &from_size) == 3);
  CHECK(from_size == sizeof(sa_family_t) + 6 && from.sun_path[0] == 0);
  show("automatic name", "%.5s", from.sun_path + 1);
  CHECK(connect(sender, (struct sockaddr *)&name, size) == 0);
  int sent = 0;
  while (send(sender, "more", 4, MSG_DONTWAIT) == 4) sent++;
  CHECK(errno == EAGAIN && sent > 0);
  close(receiver);
  CHECK_ERRNO(send(sender, "x", 1, 0), ECONNREFUSED);
  CHECK_ERRNO(send(sender, "x", 1, 0), ENOTCONN);
}

static void udp(void) {
  struct sockaddr_in6 any = {.sin6_family = AF_INET6}, from;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof any;
  int receiver = socket(AF_INET6, SOCK_DGRAM, 0), sender = socket(AF_INET, SOCK_DGRAM, 0);
  char buffer[16];
  CHECK(bind(receiver, (struct sockaddr *)&any, size) == 0);
  CHECK(getsockname(receiver, (struct sockaddr *)&any, &size) == 0);
  to.sin_port = any.sin6_port;
  CHECK(sendto(sender, "four", 4, 0, (struct sockaddr *)&to, sizeof to) == 4);
  CHECK(recvfrom(receiver, buffer, 2, MSG_TRUNC, (struct sockaddr *)&from, &size) == 4);
  CHECK(IN6_IS_ADDR_V4MAPPED(&from.sin6_addr) && size == sizeof from);
  CHECK(sendto(receiver, "back", 4, 0, (struct sockaddr *)&from, size) == 4);
  CHECK(recv(sender, buffer, 16, 0) == 4 && memcmp(buffer, "back", 4) == 0);
  CHECK(connect(sender, (struct sockaddr *)&to, sizeof to) == 0);
  close(receiver);
  CHECK(send(sender, "lost", 4, 0) == 4);
  sleep_millis(20);
  CHECK_ERRNO(recv(sender, buffer, 16, 0), ECONNREFUSED);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  listens_at("socket-file", 11);
  struct stat status;
  CHECK(stat("socket-file", &status) == 0 && S_ISSOCK(status.st_mode));
  CHECK_ERRNO(open("socket-file", O_RDWR), ENXIO);
  CHECK(unlink("socket-file") == 0);
  listens_at("\0abstract", 9);
  datagrams();
  udp();
  return done("names lead to sockets, and messages tell their senders");
}
