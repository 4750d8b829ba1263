package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.ITIMERSPEC;
import static dev.reprise.kernel.syscall.Shape.ITIMERVAL;
import static dev.reprise.kernel.syscall.Shape.INT64;
import static dev.reprise.kernel.syscall.Shape.RUSAGE;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.Shape.TIMEVAL;
import static dev.reprise.kernel.syscall.Shape.TIMEZONE;
import static dev.reprise.kernel.syscall.Shape.TMS;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on clocks and timers. */
final class TimeRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(35, "nanosleep", EMULATE, "virtual time; returns at once in host time when nobody else can run", in(TIMESPEC), out(TIMESPEC)),
        row(36, "getitimer", EMULATE, "virtual time", flags(SignalNames.ITIMER), out(ITIMERVAL)),
        row(37, "alarm", EMULATE, "virtual time", INT),
        row(38, "setitimer", EMULATE, "virtual time", flags(SignalNames.ITIMER), in(ITIMERVAL), out(ITIMERVAL)),
        row(96, "gettimeofday", EMULATE, "the virtual clock; the time zone is UTC", out(TIMEVAL), out(TIMEZONE)),
        row(98, "getrusage", EMULATE, "virtual CPU time; faults, switches and memory are fixed", flags(ProcessNames.USAGE_WHO), out(RUSAGE)),
        row(100, "times", EMULATE, "virtual CPU time", out(TMS)),
        refused(159, "adjtimex", Errno.EPERM, "shows how the host's clock is disciplined", POINTER),
        refused(164, "settimeofday", Errno.EPERM, "the virtual clock belongs to the run", in(TIMEVAL), in(TIMEZONE)),
        row(201, "time", EMULATE, "the virtual clock", out(INT64)),
        row(222, "timer_create", EMULATE, "virtual time; ids are counted from 0", flags(SignalNames.CLOCK), POINTER, out(INT32)),
        row(223, "timer_settime", EMULATE, "virtual time", INT, flags(SignalNames.TIMER), in(ITIMERSPEC), out(ITIMERSPEC)),
        row(224, "timer_gettime", EMULATE, "virtual time", INT, out(ITIMERSPEC)),
        row(225, "timer_getoverrun", EMULATE, "virtual time", INT),
        row(226, "timer_delete", EMULATE, "virtual time", INT),
        refused(227, "clock_settime", Errno.EPERM, "the virtual clock belongs to the run", flags(SignalNames.CLOCK), in(TIMESPEC)),
        row(228, "clock_gettime", EMULATE, "virtual: starts at a fixed epoch and advances by a fixed amount per event", flags(SignalNames.CLOCK), out(TIMESPEC)),
        row(229, "clock_getres", EMULATE, "fixed: 1 ns, and 4 ms for the coarse clocks", flags(SignalNames.CLOCK), out(TIMESPEC)),
        row(230, "clock_nanosleep", EMULATE, "as nanosleep", flags(SignalNames.CLOCK), flags(SignalNames.TIMER), in(TIMESPEC), out(TIMESPEC)),
        row(283, "timerfd_create", ORDER, "the descriptor is the host's; its timer is virtual", flags(SignalNames.CLOCK), flags(SignalNames.TIMERFD)),
        row(286, "timerfd_settime", EMULATE, "virtual time", FD, flags(SignalNames.TIMERFD_SET), in(ITIMERSPEC), out(ITIMERSPEC)),
        row(287, "timerfd_gettime", EMULATE, "virtual time", FD, out(ITIMERSPEC)),
        refused(305, "clock_adjtime", Errno.EPERM, "shows how the host's clock is disciplined", flags(SignalNames.CLOCK), POINTER));
  }

  private TimeRows() {}
}
