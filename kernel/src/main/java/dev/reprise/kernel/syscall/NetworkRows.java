package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.inBuffer;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.ArgType.outBuffer;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.INT_PAIR;
import static dev.reprise.kernel.syscall.Shape.MSGHDR;
import static dev.reprise.kernel.syscall.Shape.SOCKADDR;
import static dev.reprise.kernel.syscall.Shape.SOCKADDR_OUT;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on sockets. */
final class NetworkRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(41, "socket", Errno.EAFNOSUPPORT, "there is no network; socketpair works", flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT),
        refused(42, "connect", Errno.EAFNOSUPPORT, "there is no network", FD, in(SOCKADDR, 2), INT),
        refused(43, "accept", Errno.EOPNOTSUPP, "there is no network", FD, POINTER, POINTER),
        row(44, "sendto", ORDER, "as write, on a pair of sockets", FD, inBuffer(2), SIZE, flags(NetworkNames.MESSAGE), in(SOCKADDR, 5), INT),
        row(45, "recvfrom", ORDER, "as read, on a pair of sockets", FD, outBuffer(), SIZE, flags(NetworkNames.MESSAGE), out(SOCKADDR_OUT, 5), POINTER),
        row(46, "sendmsg", ORDER, "as write; descriptors and virtual ids may be passed", FD, in(MSGHDR), flags(NetworkNames.MESSAGE)),
        row(47, "recvmsg", ORDER, "as read; descriptors and virtual ids may be passed", FD, out(MSGHDR), flags(NetworkNames.MESSAGE)),
        row(48, "shutdown", ORDER, "wakes waiters in the scheduler's order", FD, flags(NetworkNames.SHUTDOWN)),
        refused(49, "bind", Errno.EAFNOSUPPORT, "there is no network", FD, in(SOCKADDR, 2), INT),
        refused(50, "listen", Errno.EOPNOTSUPP, "there is no network", FD, INT),
        row(51, "getsockname", ORDER, "on a pair of sockets", FD, out(SOCKADDR_OUT, 2), in(INT32)),
        row(52, "getpeername", ORDER, "on a pair of sockets", FD, out(SOCKADDR_OUT, 2), in(INT32)),
        row(53, "socketpair", ORDER, "AF_UNIX only; buffers have a fixed size", flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT, out(INT_PAIR)),
        row(54, "setsockopt", ORDER, "only known options reach the host; buffer sizes are fixed", FD, flags(NetworkNames.LEVEL), INT, inBuffer(4), INT),
        row(55, "getsockopt", ORDER, "buffer sizes and peer ids are virtual", FD, flags(NetworkNames.LEVEL), INT, POINTER, in(INT32)),
        refused(288, "accept4", Errno.EOPNOTSUPP, "there is no network", FD, POINTER, POINTER, flags(NetworkNames.ACCEPT)),
        row(299, "recvmmsg", ORDER, "as recvmsg, for virtual time", FD, POINTER, INT, flags(NetworkNames.MESSAGE), in(TIMESPEC)),
        row(307, "sendmmsg", ORDER, "as sendmsg", FD, POINTER, INT, flags(NetworkNames.MESSAGE)));
  }

  private NetworkRows() {}
}
