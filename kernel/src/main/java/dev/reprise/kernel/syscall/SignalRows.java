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
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on signals. */
final class SignalRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(13, "rt_sigaction", ORDER, "kept in step with the deterministic kernel, which delivers all signals", SIGNAL, in(SIGACTION), out(SIGACTION), SIZE),
        row(14, "rt_sigprocmask", ORDER, "unblocked signals are delivered here, at a place in the schedule", flags(SignalNames.HOW), in(SIGSET, 3), out(SIGSET, 3), SIZE),
        row(15, "rt_sigreturn", ORDER, "signals that the old mask unblocks are delivered here").returning(ResultType.NONE),
        row(34, "pause", EMULATE, "waits in the scheduler"),
        row(62, "kill", EMULATE, "delivered at defined points of the schedule; only processes of the run exist", INT, SIGNAL),
        row(127, "rt_sigpending", EMULATE, "the deterministic kernel's pending signals", out(SIGSET, 1), SIZE),
        row(128, "rt_sigtimedwait", EMULATE, "waits in the scheduler, for virtual time", in(SIGSET, 3), out(SIGINFO), in(TIMESPEC), SIZE),
        row(129, "rt_sigqueueinfo", EMULATE, "as kill", INT, SIGNAL, in(SIGINFO)),
        row(130, "rt_sigsuspend", EMULATE, "waits in the scheduler", in(SIGSET, 1), SIZE),
        row(131, "sigaltstack", PASS, "", in(STACK), out(STACK)),
        row(200, "tkill", EMULATE, "as kill", INT, SIGNAL),
        row(234, "tgkill", EMULATE, "as kill", INT, INT, SIGNAL),
        row(282, "signalfd", ORDER, "the descriptor is the host's; what it holds is virtual", FD, in(SIGSET, 2), SIZE),
        row(289, "signalfd4", ORDER, "the descriptor is the host's; what it holds is virtual", FD, in(SIGSET, 2), SIZE, flags(SignalNames.SIGNALFD)),
        row(297, "rt_tgsigqueueinfo", EMULATE, "as kill", INT, INT, SIGNAL, in(SIGINFO)));
  }

  private SignalRows() {}
}
