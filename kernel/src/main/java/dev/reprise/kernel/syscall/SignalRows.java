package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIGNAL;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.SIGACTION;
import static dev.reprise.kernel.syscall.Shape.SIGINFO;
import static dev.reprise.kernel.syscall.Shape.SIGSET;
import static dev.reprise.kernel.syscall.Shape.STACK;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on signals. */
final class SignalRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(13, "rt_sigaction", EMULATE)
            .taking(SIGNAL, in(SIGACTION), out(SIGACTION), SIZE)
            .noting("the deterministic kernel delivers all signals; the host knows no handler"),
        row(14, "rt_sigprocmask", EMULATE)
            .taking(flags(SignalNames.HOW), in(SIGSET, 3), out(SIGSET, 3), SIZE)
            .noting("unblocked signals are delivered here, at a place in the schedule"),
        row(15, "rt_sigreturn", ORDER)
            .returning(ResultType.NONE)
            .noting("signals that the old mask unblocks are delivered here"),
        row(34, "pause", EMULATE).noting("waits in the scheduler"),
        row(62, "kill", EMULATE)
            .taking(INT, SIGNAL)
            .noting("delivered at defined points of the schedule; only processes of the run exist"),
        row(127, "rt_sigpending", EMULATE)
            .taking(out(SIGSET, 1), SIZE)
            .noting("the deterministic kernel's pending signals"),
        row(128, "rt_sigtimedwait", EMULATE)
            .taking(in(SIGSET, 3), out(SIGINFO), in(TIMESPEC), SIZE)
            .noting("waits in the scheduler, for virtual time"),
        row(129, "rt_sigqueueinfo", EMULATE).taking(INT, SIGNAL, in(SIGINFO)).noting("as kill"),
        row(130, "rt_sigsuspend", EMULATE)
            .taking(in(SIGSET, 1), SIZE)
            .noting("waits in the scheduler"),
        row(131, "sigaltstack", EMULATE)
            .taking(in(STACK), out(STACK))
            .noting("the stack on which the deterministic kernel puts frames"),
        row(200, "tkill", EMULATE).taking(INT, SIGNAL).noting("as kill"),
        row(234, "tgkill", EMULATE).taking(INT, INT, SIGNAL).noting("as kill"),
        row(282, "signalfd", ORDER)
            .taking(FD, in(SIGSET, 2), SIZE)
            .noting("the descriptor is the host's; what it holds is virtual"),
        row(289, "signalfd4", ORDER)
            .taking(FD, in(SIGSET, 2), SIZE, flags(SignalNames.SIGNALFD))
            .noting("the descriptor is the host's; what it holds is virtual"),
        row(297, "rt_tgsigqueueinfo", EMULATE)
            .taking(INT, INT, SIGNAL, in(SIGINFO))
            .noting("as kill"));
  }

  private SignalRows() {}
}
