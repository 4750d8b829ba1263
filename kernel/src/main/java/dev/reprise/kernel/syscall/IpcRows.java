package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.LONG;
import static dev.reprise.kernel.syscall.ArgType.Scalar.MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.INT64;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Futexes, and the means of communication that are not files. */
final class IpcRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(29, "shmget", EMULATE)
            .taking(INT, SIZE, HEX)
            .noting(
                "the memory is the host's in an own namespace; ids, keys and owners are virtual"),
        row(30, "shmat", EMULATE)
            .taking(INT, POINTER, HEX)
            .returning(ResultType.HEX)
            .noting("the host attaches it, at an address of ours"),
        row(31, "shmctl", EMULATE)
            .taking(INT, INT, POINTER)
            .noting("virtual; attachments are counted by the host"),
        row(64, "semget", EMULATE).taking(INT, INT, HEX).noting("virtual"),
        row(65, "semop", EMULATE).taking(INT, POINTER, SIZE).noting("virtual; waiting is ours"),
        row(66, "semctl", EMULATE).taking(INT, INT, INT, HEX).noting("virtual"),
        row(67, "shmdt", EMULATE).taking(POINTER).noting("the host detaches it"),
        row(68, "msgget", EMULATE).taking(INT, HEX).noting("virtual"),
        row(69, "msgsnd", EMULATE)
            .taking(INT, POINTER, SIZE, HEX)
            .noting("virtual; waiting is ours"),
        row(70, "msgrcv", EMULATE)
            .taking(INT, POINTER, SIZE, LONG, HEX)
            .noting("virtual; waiting is ours"),
        row(71, "msgctl", EMULATE).taking(INT, INT, POINTER).noting("virtual"),
        row(202, "futex", EMULATE)
            .taking(POINTER, flags(FutexNames.OPERATION), INT, in(TIMESPEC), POINTER, HEX)
            .noting(
                "ours entirely: waiters sleep in the scheduler and wake in the order of arrival"),
        row(220, "semtimedop", EMULATE)
            .taking(INT, POINTER, SIZE, in(TIMESPEC))
            .noting("as semop, for virtual time"),
        refused(240, "mq_open", Errno.ENOSYS)
            .taking(STRING, flags(FileNames.OPEN), MODE, POINTER)
            .noting("POSIX message queues are not modelled"),
        refused(241, "mq_unlink", Errno.ENOSYS)
            .taking(STRING)
            .noting("POSIX message queues are not modelled"),
        refused(242, "mq_timedsend", Errno.ENOSYS)
            .taking(FD, POINTER, SIZE, INT, in(TIMESPEC))
            .noting("POSIX message queues are not modelled"),
        refused(243, "mq_timedreceive", Errno.ENOSYS)
            .taking(FD, POINTER, SIZE, POINTER, in(TIMESPEC))
            .noting("POSIX message queues are not modelled"),
        refused(244, "mq_notify", Errno.ENOSYS)
            .taking(FD, POINTER)
            .noting("POSIX message queues are not modelled"),
        refused(245, "mq_getsetattr", Errno.ENOSYS)
            .taking(FD, POINTER, POINTER)
            .noting("POSIX message queues are not modelled"),
        row(273, "set_robust_list", EMULATE)
            .taking(POINTER, SIZE)
            .noting("the list is walked by our futexes when the thread ends"),
        row(274, "get_robust_list", EMULATE)
            .taking(INT, out(INT64), out(INT64))
            .noting("what set_robust_list was given"),
        refused(449, "futex_waitv", Errno.ENOSYS)
            .taking(POINTER, INT, HEX, in(TIMESPEC), flags(SignalNames.CLOCK))
            .noting("newer than the virtual kernel's futexes"),
        refused(454, "futex_wake", Errno.ENOSYS)
            .taking(POINTER, HEX, INT, HEX)
            .noting("newer than the virtual kernel's futexes"),
        refused(455, "futex_wait", Errno.ENOSYS)
            .taking(POINTER, HEX, HEX, HEX, in(TIMESPEC), flags(SignalNames.CLOCK))
            .noting("newer than the virtual kernel's futexes"),
        refused(456, "futex_requeue", Errno.ENOSYS)
            .taking(POINTER, HEX, INT, INT)
            .noting("newer than the virtual kernel's futexes"));
  }

  private IpcRows() {}
}
