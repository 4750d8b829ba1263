package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.CPU_SET;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on the scheduling of processes and threads. */
final class ScheduleRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(24, "sched_yield", EMULATE).noting("a point where the scheduler may switch threads"),
        row(140, "getpriority", EMULATE)
            .taking(flags(ProcessNames.PRIORITY_WHO), INT)
            .noting("the value that was set, 0 at the start"),
        row(141, "setpriority", EMULATE)
            .taking(flags(ProcessNames.PRIORITY_WHO), INT, INT)
            .noting("remembered without effect on the schedule"),
        row(142, "sched_setparam", EMULATE)
            .taking(INT, POINTER)
            .noting("remembered without effect on the schedule"),
        row(143, "sched_getparam", EMULATE)
            .taking(INT, POINTER)
            .noting("the value that was set, 0 at the start"),
        row(144, "sched_setscheduler", EMULATE)
            .taking(INT, flags(ProcessNames.SCHED), POINTER)
            .noting("only policies without privilege; no effect on the schedule"),
        row(145, "sched_getscheduler", EMULATE)
            .taking(INT)
            .noting("SCHED_OTHER unless the guest has set another"),
        row(146, "sched_get_priority_max", EMULATE)
            .taking(flags(ProcessNames.SCHED))
            .noting("Linux's constants"),
        row(147, "sched_get_priority_min", EMULATE)
            .taking(flags(ProcessNames.SCHED))
            .noting("Linux's constants"),
        row(148, "sched_rr_get_interval", EMULATE)
            .taking(INT, out(TIMESPEC))
            .noting("a fixed time slice"),
        row(203, "sched_setaffinity", EMULATE)
            .taking(INT, SIZE, in(CPU_SET, 1))
            .noting("remembered without effect on the schedule"),
        row(204, "sched_getaffinity", EMULATE)
            .taking(INT, SIZE, out(CPU_SET))
            .noting("the CPUs of the virtual machine, or those that were set"),
        row(251, "ioprio_set", EMULATE)
            .taking(flags(ProcessNames.IOPRIO_WHO), INT, HEX)
            .noting("remembered without effect"),
        row(252, "ioprio_get", EMULATE)
            .taking(flags(ProcessNames.IOPRIO_WHO), INT)
            .noting("the value that was set, 0 at the start"),
        row(309, "getcpu", EMULATE)
            .taking(out(INT32), out(INT32), POINTER)
            .noting("the first CPU that the thread may use, on node 0"),
        row(314, "sched_setattr", EMULATE)
            .taking(INT, POINTER, HEX)
            .noting("only policies without privilege; no effect on the schedule"),
        row(315, "sched_getattr", EMULATE)
            .taking(INT, POINTER, SIZE, HEX)
            .noting("SCHED_OTHER unless the guest has set another"));
  }

  private ScheduleRows() {}
}
