/*
 * Rule: connections of TCP within the run are virtual, and ports are given in order.
 * Kind: semantics
 * Natively: connecting, refusing, half closes, resets, backlog and readiness hold.
 * Fails without: TcpListener.knock.
 */
#include "../guest.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static struct sockaddr_in local(int socket) {
  struct sockaddr_in name;
  socklen_t size = sizeof name;
  CHECK(getsockname(socket, (struct sockaddr *)&name, &size) == 0 && size == sizeof name);
  return name;
}

static int listening(int backlog) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int server = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(server, (struct sockaddr *)&name, sizeof name) == 0 && listen(server, backlog) == 0);
  return server;
}

static int connect_to(int server) {
  struct sockaddr_in name = local(server);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(connect(client, (struct sockaddr *)&name, sizeof name) == 0);
  return client;
}

static short poll_of(int fd) {
  struct pollfd one = {.fd = fd, .events = POLLIN | POLLOUT | POLLRDHUP};
  poll(&one, 1, 0);
  return one.revents;
}

/* What the other side did needs a moment on a real machine. */
static void settle(void) { sleep_millis(20); }

static void closes(void) {
  char buffer[16];
  int server = listening(1);
  int client = connect_to(server), accepted = accept4(server, NULL, NULL, SOCK_CLOEXEC);
  CHECK(fcntl(accepted, F_GETFD) == FD_CLOEXEC);
  CHECK(poll_of(client) == POLLOUT && poll_of(server) == 0);
  CHECK(shutdown(client, SHUT_WR) == 0);
  settle();
  CHECK(poll_of(accepted) == (POLLIN | POLLOUT | POLLRDHUP) && read(accepted, buffer, 9) == 0);
  CHECK(write(accepted, "late", 4) == 4);
  close(accepted);
  settle();
  CHECK(read(client, buffer, 9) == 4 && read(client, buffer, 9) == 0);
  CHECK_ERRNO(send(client, "x", 1, MSG_NOSIGNAL), EPIPE);
  CHECK_ERRNO(shutdown(client, SHUT_RD), ENOTCONN);
  close(client);

  client = connect_to(server);
  accepted = accept(server, NULL, NULL);
  CHECK(write(client, "unread", 6) == 6);
  settle();
  close(accepted);
  settle();
  CHECK(poll_of(client) == (POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP));
  CHECK_ERRNO(read(client, buffer, 9), ECONNRESET);
  CHECK(read(client, buffer, 9) == 0);
  CHECK_ERRNO(send(client, "x", 1, MSG_NOSIGNAL), EPIPE);
  close(client);
  close(server);
}

static void refuses(void) {
  int server = listening(1), client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), error;
  struct sockaddr_in name = local(server);
  close(server);
  socklen_t size = sizeof error;
  CHECK_ERRNO(connect(client, (struct sockaddr *)&name, sizeof name), EINPROGRESS);
  settle();
  CHECK(poll_of(client) == (POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP));
  CHECK(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == ECONNREFUSED);
  name.sin_addr.s_addr = inet_addr("192.0.2.1");
  CHECK_ERRNO(bind(client, (struct sockaddr *)&name, sizeof name), EADDRNOTAVAIL);
  close(client);
}

static void waits_for_room(void) {
  int server = listening(0), first = connect_to(server);
  struct sockaddr_in name = local(server);
  pid_t child = fork();
  if (child == 0) {
    int second = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(connect(second, (struct sockaddr *)&name, sizeof name) == 0);
    _exit(0);
  }
  await_blocked(child);
  CHECK(accept(server, NULL, NULL) >= 0);
  CHECK(accept(server, NULL, NULL) >= 0);
  expect_exit(child, 0);
  close(first);
  close(server);
}

static void edge_triggered(void) {
  static char block[1 << 20];
  int server = listening(4), client = connect_to(server), accepted = accept(server, NULL, NULL);
  int epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLOUT | EPOLLET};
  fcntl(client, F_SETFL, O_NONBLOCK);
  while (write(client, block, sizeof block) > 0) {
  }
  CHECK(errno == EAGAIN);
  CHECK(epoll_ctl(epoll, EPOLL_CTL_ADD, client, &event) == 0 && epoll_wait(epoll, &event, 1, 0) == 0);
  int count = 1;
  CHECK(ioctl(accepted, FIONREAD, &count) == 0 && count > 0);
  fcntl(accepted, F_SETFL, O_NONBLOCK);
  for (int i = 0; i < 50; i++) {
    while (read(accepted, block, sizeof block) > 0) {
    }
    sleep_millis(1);
  }
  CHECK(epoll_wait(epoll, &event, 1, 1000) == 1 && event.events == EPOLLOUT);
  CHECK(epoll_wait(epoll, &event, 1, 0) == 0);
  close(server);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  signal(SIGPIPE, SIG_IGN);
  closes();
  refuses();
  waits_for_room();
  edge_triggered();
  int server = listening(1), client = connect_to(server);
  show("ports", "%d %d", ntohs(local(server).sin_port), ntohs(local(client).sin_port));
  struct sockaddr_in peer;
  socklen_t size = sizeof peer;
  CHECK(accept(server, (struct sockaddr *)&peer, &size) >= 0);
  CHECK(size == sizeof peer && peer.sin_port == local(client).sin_port);
  return done("connections are made, half closed, reset and refused");
}
