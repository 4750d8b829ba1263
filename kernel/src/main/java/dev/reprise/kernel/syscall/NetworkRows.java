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

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on sockets. */
final class NetworkRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(41, "socket", Errno.EAFNOSUPPORT)
            .taking(flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT)
            .noting("there is no network; socketpair works"),
        refused(42, "connect", Errno.EAFNOSUPPORT)
            .taking(FD, in(SOCKADDR, 2), INT)
            .noting("there is no network"),
        refused(43, "accept", Errno.EOPNOTSUPP)
            .taking(FD, POINTER, POINTER)
            .noting("there is no network"),
        row(44, "sendto", ORDER)
            .taking(FD, inBuffer(2), SIZE, flags(NetworkNames.MESSAGE), in(SOCKADDR, 5), INT)
            .noting("as write, on a pair of sockets"),
        row(45, "recvfrom", ORDER)
            .taking(
                FD, outBuffer(), SIZE, flags(NetworkNames.MESSAGE), out(SOCKADDR_OUT, 5), POINTER)
            .noting("as read, on a pair of sockets"),
        row(46, "sendmsg", ORDER)
            .taking(FD, in(MSGHDR), flags(NetworkNames.MESSAGE))
            .noting("as write; descriptors and virtual ids may be passed"),
        row(47, "recvmsg", ORDER)
            .taking(FD, out(MSGHDR), flags(NetworkNames.MESSAGE))
            .noting("as read; descriptors and virtual ids may be passed"),
        row(48, "shutdown", ORDER)
            .taking(FD, flags(NetworkNames.SHUTDOWN))
            .noting("wakes waiters in the scheduler's order"),
        refused(49, "bind", Errno.EAFNOSUPPORT)
            .taking(FD, in(SOCKADDR, 2), INT)
            .noting("there is no network"),
        refused(50, "listen", Errno.EOPNOTSUPP).taking(FD, INT).noting("there is no network"),
        row(51, "getsockname", ORDER)
            .taking(FD, out(SOCKADDR_OUT, 2), in(INT32))
            .noting("on a pair of sockets"),
        row(52, "getpeername", ORDER)
            .taking(FD, out(SOCKADDR_OUT, 2), in(INT32))
            .noting("on a pair of sockets"),
        row(53, "socketpair", ORDER)
            .taking(flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT, out(INT_PAIR))
            .noting("AF_UNIX only; buffers have a fixed size"),
        row(54, "setsockopt", ORDER)
            .taking(FD, flags(NetworkNames.LEVEL), INT, inBuffer(4), INT)
            .noting("only known options reach the host; buffer sizes are fixed"),
        row(55, "getsockopt", ORDER)
            .taking(FD, flags(NetworkNames.LEVEL), INT, POINTER, in(INT32))
            .noting("buffer sizes and peer ids are virtual"),
        refused(288, "accept4", Errno.EOPNOTSUPP)
            .taking(FD, POINTER, POINTER, flags(NetworkNames.ACCEPT))
            .noting("there is no network"),
        row(299, "recvmmsg", ORDER)
            .taking(FD, POINTER, INT, flags(NetworkNames.MESSAGE), in(TIMESPEC))
            .noting("as recvmsg, for virtual time"),
        row(307, "sendmmsg", ORDER)
            .taking(FD, POINTER, INT, flags(NetworkNames.MESSAGE))
            .noting("as sendmsg"));
  }

  private NetworkRows() {}
}
