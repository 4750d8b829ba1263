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

import java.util.List;

/** Futexes, and the means of communication that are not files. */
final class IpcRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(29, "shmget", Errno.ENOSYS, "System V shared memory is not modelled", INT, SIZE, HEX),
        refused(30, "shmat", Errno.ENOSYS, "System V shared memory is not modelled", INT, POINTER, HEX),
        refused(31, "shmctl", Errno.ENOSYS, "System V shared memory is not modelled", INT, INT, POINTER),
        refused(64, "semget", Errno.ENOSYS, "System V semaphores are not modelled", INT, INT, HEX),
        refused(65, "semop", Errno.ENOSYS, "System V semaphores are not modelled", INT, POINTER, SIZE),
        refused(66, "semctl", Errno.ENOSYS, "System V semaphores are not modelled", INT, INT, INT, HEX),
        refused(67, "shmdt", Errno.ENOSYS, "System V shared memory is not modelled", POINTER),
        refused(68, "msgget", Errno.ENOSYS, "System V message queues are not modelled", INT, HEX),
        refused(69, "msgsnd", Errno.ENOSYS, "System V message queues are not modelled", INT, POINTER, SIZE, HEX),
        refused(70, "msgrcv", Errno.ENOSYS, "System V message queues are not modelled", INT, POINTER, SIZE, LONG, HEX),
        refused(71, "msgctl", Errno.ENOSYS, "System V message queues are not modelled", INT, INT, POINTER),
        row(202, "futex", EMULATE, "ours entirely: waiters sleep in the scheduler and wake in the order of arrival", POINTER, flags(ProcessNames.FUTEX), INT, in(TIMESPEC), POINTER, HEX),
        refused(220, "semtimedop", Errno.ENOSYS, "System V semaphores are not modelled", INT, POINTER, SIZE, in(TIMESPEC)),
        refused(240, "mq_open", Errno.ENOSYS, "POSIX message queues are not modelled", STRING, flags(FileNames.OPEN), MODE, POINTER),
        refused(241, "mq_unlink", Errno.ENOSYS, "POSIX message queues are not modelled", STRING),
        refused(242, "mq_timedsend", Errno.ENOSYS, "POSIX message queues are not modelled", FD, POINTER, SIZE, INT, in(TIMESPEC)),
        refused(243, "mq_timedreceive", Errno.ENOSYS, "POSIX message queues are not modelled", FD, POINTER, SIZE, POINTER, in(TIMESPEC)),
        refused(244, "mq_notify", Errno.ENOSYS, "POSIX message queues are not modelled", FD, POINTER),
        refused(245, "mq_getsetattr", Errno.ENOSYS, "POSIX message queues are not modelled", FD, POINTER, POINTER),
        row(273, "set_robust_list", EMULATE, "the list is walked by our futexes when the thread ends", POINTER, SIZE),
        row(274, "get_robust_list", EMULATE, "what set_robust_list was given", INT, out(INT64), out(INT64)),
        refused(449, "futex_waitv", Errno.ENOSYS, "newer than the virtual kernel's futexes", POINTER, INT, HEX, in(TIMESPEC), flags(SignalNames.CLOCK)),
        refused(454, "futex_wake", Errno.ENOSYS, "newer than the virtual kernel's futexes", POINTER, HEX, INT, HEX),
        refused(455, "futex_wait", Errno.ENOSYS, "newer than the virtual kernel's futexes", POINTER, HEX, HEX, HEX, in(TIMESPEC), flags(SignalNames.CLOCK)),
        refused(456, "futex_requeue", Errno.ENOSYS, "newer than the virtual kernel's futexes", POINTER, HEX, INT, INT));
  }

  private IpcRows() {}
}
