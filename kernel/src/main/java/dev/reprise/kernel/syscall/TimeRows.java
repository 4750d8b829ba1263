package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.INT64;
import static dev.reprise.kernel.syscall.Shape.ITIMERSPEC;
import static dev.reprise.kernel.syscall.Shape.ITIMERVAL;
import static dev.reprise.kernel.syscall.Shape.RUSAGE;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.Shape.TIMEVAL;
import static dev.reprise.kernel.syscall.Shape.TIMEZONE;
import static dev.reprise.kernel.syscall.Shape.TIME_LEFT;
import static dev.reprise.kernel.syscall.Shape.TMS;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on clocks and timers. */
final class TimeRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(35, "nanosleep", EMULATE)
            .taking(in(TIMESPEC), out(TIME_LEFT))
            .noting("virtual time; returns at once in host time when nobody else can run"),
        row(36, "getitimer", EMULATE)
            .taking(flags(SignalNames.ITIMER), out(ITIMERVAL))
            .noting("virtual time"),
        row(37, "alarm", EMULATE).taking(INT).noting("virtual time"),
        row(38, "setitimer", EMULATE)
            .taking(flags(SignalNames.ITIMER), in(ITIMERVAL), out(ITIMERVAL))
            .noting("virtual time"),
        row(96, "gettimeofday", EMULATE)
            .taking(out(TIMEVAL), out(TIMEZONE))
            .noting("the virtual clock; the time zone is UTC"),
        row(98, "getrusage", EMULATE)
            .taking(flags(ProcessNames.USAGE_WHO), out(RUSAGE))
            .noting("virtual CPU time; faults, switches and memory are fixed"),
        row(100, "times", EMULATE).taking(out(TMS)).noting("virtual CPU time"),
        refused(159, "adjtimex", Errno.EPERM)
            .taking(POINTER)
            .noting("shows how the host's clock is disciplined"),
        refused(164, "settimeofday", Errno.EPERM)
            .taking(in(TIMEVAL), in(TIMEZONE))
            .noting("the virtual clock belongs to the run"),
        row(201, "time", EMULATE).taking(out(INT64)).noting("the virtual clock"),
        row(222, "timer_create", EMULATE)
            .taking(flags(SignalNames.CLOCK), POINTER, out(INT32))
            .noting("virtual time; ids are counted from 0"),
        row(223, "timer_settime", EMULATE)
            .taking(INT, flags(SignalNames.TIMER), in(ITIMERSPEC), out(ITIMERSPEC))
            .noting("virtual time"),
        row(224, "timer_gettime", EMULATE).taking(INT, out(ITIMERSPEC)).noting("virtual time"),
        row(225, "timer_getoverrun", EMULATE).taking(INT).noting("virtual time"),
        row(226, "timer_delete", EMULATE).taking(INT).noting("virtual time"),
        refused(227, "clock_settime", Errno.EPERM)
            .taking(flags(SignalNames.CLOCK), in(TIMESPEC))
            .noting("the virtual clock belongs to the run"),
        row(228, "clock_gettime", EMULATE)
            .taking(flags(SignalNames.CLOCK), out(TIMESPEC))
            .noting("virtual: starts at a fixed epoch and advances by a fixed amount per event"),
        row(229, "clock_getres", EMULATE)
            .taking(flags(SignalNames.CLOCK), out(TIMESPEC))
            .noting("fixed: 1 ns, and 4 ms for the coarse clocks"),
        row(230, "clock_nanosleep", EMULATE)
            .taking(
                flags(SignalNames.CLOCK), flags(SignalNames.TIMER), in(TIMESPEC), out(TIME_LEFT))
            .noting("as nanosleep"),
        row(283, "timerfd_create", ORDER)
            .taking(flags(SignalNames.CLOCK), flags(SignalNames.TIMERFD))
            .noting("the descriptor is the host's; its timer is virtual"),
        row(286, "timerfd_settime", EMULATE)
            .taking(FD, flags(SignalNames.TIMERFD_SET), in(ITIMERSPEC), out(ITIMERSPEC))
            .noting("virtual time"),
        row(287, "timerfd_gettime", EMULATE).taking(FD, out(ITIMERSPEC)).noting("virtual time"),
        refused(305, "clock_adjtime", Errno.EPERM)
            .taking(flags(SignalNames.CLOCK), POINTER)
            .noting("shows how the host's clock is disciplined"));
  }

  private TimeRows() {}
}
