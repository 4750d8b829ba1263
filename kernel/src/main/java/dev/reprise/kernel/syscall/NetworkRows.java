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
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on sockets. */
final class NetworkRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(41, "socket", EMULATE)
            .taking(flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT)
            .noting("AF_UNIX, TCP and UDP, all virtual, and rtnetlink; no raw sockets"),
        row(42, "connect", EMULATE)
            .taking(FD, in(SOCKADDR, 2), INT)
            .noting("within the run; all other addresses are unreachable"),
        row(43, "accept", EMULATE)
            .taking(FD, POINTER, POINTER)
            .noting("in the order in which connections were made"),
        row(44, "sendto", EMULATE)
            .taking(FD, inBuffer(2), SIZE, flags(NetworkNames.MESSAGE), in(SOCKADDR, 5), INT)
            .noting("as write; datagrams arrive at once"),
        row(45, "recvfrom", EMULATE)
            .taking(
                FD, outBuffer(), SIZE, flags(NetworkNames.MESSAGE), out(SOCKADDR_OUT, 5), POINTER)
            .noting("as read"),
        row(46, "sendmsg", EMULATE)
            .taking(FD, in(MSGHDR), flags(NetworkNames.MESSAGE))
            .noting("as write; descriptors and virtual ids may be passed"),
        row(47, "recvmsg", EMULATE)
            .taking(FD, out(MSGHDR), flags(NetworkNames.MESSAGE))
            .noting("as read; descriptors and virtual ids may be passed"),
        row(48, "shutdown", EMULATE)
            .taking(FD, flags(NetworkNames.SHUTDOWN))
            .noting("wakes waiters in the scheduler's order"),
        row(49, "bind", EMULATE)
            .taking(FD, in(SOCKADDR, 2), INT)
            .noting("free ports are given in order; paths make real socket files"),
        row(50, "listen", EMULATE)
            .taking(FD, INT)
            .noting("the queue has the size that was asked for"),
        row(51, "getsockname", EMULATE)
            .taking(FD, out(SOCKADDR_OUT, 2), in(INT32))
            .noting("the virtual address"),
        row(52, "getpeername", EMULATE)
            .taking(FD, out(SOCKADDR_OUT, 2), in(INT32))
            .noting("the virtual address"),
        row(53, "socketpair", EMULATE)
            .taking(flags(NetworkNames.FAMILY), flags(NetworkNames.TYPE), INT, out(INT_PAIR))
            .noting("AF_UNIX only; buffers have a fixed size"),
        row(54, "setsockopt", EMULATE)
            .taking(FD, flags(NetworkNames.LEVEL), INT, inBuffer(4), INT)
            .noting("known options are kept; buffer sizes are fixed at first"),
        row(55, "getsockopt", EMULATE)
            .taking(FD, flags(NetworkNames.LEVEL), INT, POINTER, in(INT32))
            .noting("buffer sizes and peer ids are virtual"),
        row(288, "accept4", EMULATE)
            .taking(FD, POINTER, POINTER, flags(NetworkNames.ACCEPT))
            .noting("as accept"),
        row(299, "recvmmsg", EMULATE)
            .taking(FD, POINTER, INT, flags(NetworkNames.MESSAGE), in(TIMESPEC))
            .noting("as recvmsg, for virtual time"),
        row(307, "sendmmsg", EMULATE)
            .taking(FD, POINTER, INT, flags(NetworkNames.MESSAGE))
            .noting("as sendmsg"));
  }

  private NetworkRows() {}
}
