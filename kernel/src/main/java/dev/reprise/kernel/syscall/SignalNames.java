package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.only;
import static dev.reprise.kernel.syscall.FlagSet.sequence;

/** Names of the values that calls on signals and clocks take. */
final class SignalNames {
  static final FlagSet HOW = sequence(0, "SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK");

  static final FlagSet ACTION =
      bits(
          bit("SA_RESTORER", 0x4000000),
          bit("SA_ONSTACK", 0x8000000),
          bit("SA_RESTART", 0x10000000),
          bit("SA_NODEFER", 0x40000000),
          bit("SA_RESETHAND", 0x80000000),
          bit("SA_SIGINFO", 4),
          bit("SA_NOCLDSTOP", 1),
          bit("SA_NOCLDWAIT", 2),
          bit("SA_UNSUPPORTED", 0x400),
          bit("SA_EXPOSE_TAGBITS", 0x800));

  static final FlagSet HANDLER = choice(only("SIG_DFL", 0), only("SIG_IGN", 1));

  static final FlagSet STACK =
      bits(bit("SS_ONSTACK", 1), bit("SS_DISABLE", 2), bit("SS_AUTODISARM", 0x80000000));

  static final FlagSet SIGNALFD = bits(bit("SFD_NONBLOCK", 0x800), bit("SFD_CLOEXEC", 0x80000));

  static final FlagSet CODE =
      choice(
          only("SI_USER", 0),
          only("SI_KERNEL", 0x80),
          only("SI_QUEUE", -1),
          only("SI_TIMER", -2),
          only("SI_MESGQ", -3),
          only("SI_ASYNCIO", -4),
          only("SI_SIGIO", -5),
          only("SI_TKILL", -6));

  static final FlagSet CHILD_CODE =
      sequence(
          1,
          "CLD_EXITED",
          "CLD_KILLED",
          "CLD_DUMPED",
          "CLD_TRAPPED",
          "CLD_STOPPED",
          "CLD_CONTINUED");

  static final FlagSet CLOCK =
      sequence(
          0,
          "CLOCK_REALTIME",
          "CLOCK_MONOTONIC",
          "CLOCK_PROCESS_CPUTIME_ID",
          "CLOCK_THREAD_CPUTIME_ID",
          "CLOCK_MONOTONIC_RAW",
          "CLOCK_REALTIME_COARSE",
          "CLOCK_MONOTONIC_COARSE",
          "CLOCK_BOOTTIME",
          "CLOCK_REALTIME_ALARM",
          "CLOCK_BOOTTIME_ALARM",
          "CLOCK_SGI_CYCLE",
          "CLOCK_TAI");

  static final FlagSet ITIMER = sequence(0, "ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF");

  static final FlagSet TIMER = bits(bit("TIMER_ABSTIME", 1));

  static final FlagSet TIMERFD = bits(bit("TFD_NONBLOCK", 0x800), bit("TFD_CLOEXEC", 0x80000));

  static final FlagSet TIMERFD_SET =
      bits(bit("TFD_TIMER_ABSTIME", 1), bit("TFD_TIMER_CANCEL_ON_SET", 2));

  private SignalNames() {}
}
