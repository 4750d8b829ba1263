package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.field;
import static dev.reprise.kernel.syscall.FlagSet.only;
import static dev.reprise.kernel.syscall.FlagSet.sequence;

/** Names of the values that calls on sockets and on sets of descriptors take. */
final class NetworkNames {
  static final FlagSet FAMILY =
      choice(
          only("AF_UNSPEC", 0),
          only("AF_UNIX", 1),
          only("AF_INET", 2),
          only("AF_INET6", 10),
          only("AF_NETLINK", 16),
          only("AF_PACKET", 17),
          only("AF_ALG", 38),
          only("AF_VSOCK", 40));

  static final FlagSet TYPE =
      bits(
          field("SOCK_STREAM", 0xf, 1),
          field("SOCK_DGRAM", 0xf, 2),
          field("SOCK_RAW", 0xf, 3),
          field("SOCK_SEQPACKET", 0xf, 5),
          bit("SOCK_CLOEXEC", 0x80000),
          bit("SOCK_NONBLOCK", 0x800));

  static final FlagSet ACCEPT = bits(bit("SOCK_CLOEXEC", 0x80000), bit("SOCK_NONBLOCK", 0x800));

  static final FlagSet SHUTDOWN = sequence(0, "SHUT_RD", "SHUT_WR", "SHUT_RDWR");

  static final FlagSet MESSAGE =
      bits(
          bit("MSG_OOB", 1),
          bit("MSG_PEEK", 2),
          bit("MSG_DONTROUTE", 4),
          bit("MSG_CTRUNC", 8),
          bit("MSG_TRUNC", 0x20),
          bit("MSG_DONTWAIT", 0x40),
          bit("MSG_EOR", 0x80),
          bit("MSG_WAITALL", 0x100),
          bit("MSG_CONFIRM", 0x800),
          bit("MSG_ERRQUEUE", 0x2000),
          bit("MSG_NOSIGNAL", 0x4000),
          bit("MSG_MORE", 0x8000),
          bit("MSG_WAITFORONE", 0x10000),
          bit("MSG_FASTOPEN", 0x20000000),
          bit("MSG_CMSG_CLOEXEC", 0x40000000));

  static final FlagSet LEVEL =
      choice(
          only("SOL_IP", 0),
          only("SOL_SOCKET", 1),
          only("SOL_TCP", 6),
          only("SOL_UDP", 17),
          only("SOL_IPV6", 41));

  static final FlagSet POLL =
      bits(
          bit("POLLIN", 1),
          bit("POLLPRI", 2),
          bit("POLLOUT", 4),
          bit("POLLERR", 8),
          bit("POLLHUP", 0x10),
          bit("POLLNVAL", 0x20),
          bit("POLLRDNORM", 0x40),
          bit("POLLRDBAND", 0x80),
          bit("POLLWRNORM", 0x100),
          bit("POLLWRBAND", 0x200),
          bit("POLLMSG", 0x400),
          bit("POLLRDHUP", 0x2000));

  static final FlagSet EPOLL =
      bits(
          bit("EPOLLIN", 1),
          bit("EPOLLPRI", 2),
          bit("EPOLLOUT", 4),
          bit("EPOLLRDNORM", 0x40),
          bit("EPOLLRDBAND", 0x80),
          bit("EPOLLWRNORM", 0x100),
          bit("EPOLLWRBAND", 0x200),
          bit("EPOLLMSG", 0x400),
          bit("EPOLLERR", 8),
          bit("EPOLLHUP", 0x10),
          bit("EPOLLRDHUP", 0x2000),
          bit("EPOLLEXCLUSIVE", 0x10000000),
          bit("EPOLLWAKEUP", 0x20000000),
          bit("EPOLLONESHOT", 0x40000000),
          bit("EPOLLET", 0x80000000));

  static final FlagSet EPOLL_CREATE = bits(bit("EPOLL_CLOEXEC", 0x80000));

  static final FlagSet EPOLL_CTL = sequence(1, "EPOLL_CTL_ADD", "EPOLL_CTL_DEL", "EPOLL_CTL_MOD");

  static final FlagSet EVENTFD =
      bits(bit("EFD_SEMAPHORE", 1), bit("EFD_NONBLOCK", 0x800), bit("EFD_CLOEXEC", 0x80000));

  static final FlagSet INOTIFY_INIT = bits(bit("IN_NONBLOCK", 0x800), bit("IN_CLOEXEC", 0x80000));

  static final FlagSet INOTIFY =
      bits(
          bit("IN_ALL_EVENTS", 0xfff),
          bit("IN_ACCESS", 1),
          bit("IN_MODIFY", 2),
          bit("IN_ATTRIB", 4),
          bit("IN_CLOSE_WRITE", 8),
          bit("IN_CLOSE_NOWRITE", 0x10),
          bit("IN_OPEN", 0x20),
          bit("IN_MOVED_FROM", 0x40),
          bit("IN_MOVED_TO", 0x80),
          bit("IN_CREATE", 0x100),
          bit("IN_DELETE", 0x200),
          bit("IN_DELETE_SELF", 0x400),
          bit("IN_MOVE_SELF", 0x800),
          bit("IN_ONLYDIR", 0x1000000),
          bit("IN_DONT_FOLLOW", 0x2000000),
          bit("IN_EXCL_UNLINK", 0x4000000),
          bit("IN_MASK_CREATE", 0x10000000),
          bit("IN_MASK_ADD", 0x20000000),
          bit("IN_ISDIR", 0x40000000),
          bit("IN_ONESHOT", 0x80000000));

  private NetworkNames() {}
}
