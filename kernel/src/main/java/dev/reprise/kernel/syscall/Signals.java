package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.StringJoiner;

/** Names of signals and of sets of them. */
public final class Signals {
  private static final int COUNT = 64;
  private static final int FIRST_REAL_TIME = 32;
  private static final int SIGCHLD = 17;

  /** SIGILL, SIGTRAP, SIGBUS, SIGFPE and SIGSEGV: what a processor's fault becomes. */
  private static final List<Integer> FAULTS = List.of(4, 5, 7, 8, 11);

  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  /** As in {@code SIGINT} or {@code SIGRT_2}; the number itself when there is no such signal. */
  public static String name(int signal) {
    return signal >= 1 && signal <= COUNT ? "SIG" + shortName(signal) : Integer.toString(signal);
  }

  private static String shortName(int signal) {
    if (signal < FIRST_REAL_TIME) {
      return NAMES.get(signal - 1);
    }
    return signal == FIRST_REAL_TIME ? "RTMIN" : "RT_" + (signal - FIRST_REAL_TIME);
  }

  /** A set of signals, bit 0 for signal 1; nearly full sets are written by what they lack. */
  static String set(long mask) {
    boolean inverted = Long.bitCount(mask) > COUNT * 2 / 3;
    long shown = inverted ? ~mask : mask;
    StringJoiner names = new StringJoiner(" ", inverted ? "~[" : "[", "]");
    for (int signal = 1; signal <= COUNT; signal++) {
      if ((shown >>> (signal - 1) & 1) != 0) {
        names.add(shortName(signal));
      }
    }
    return names.toString();
  }

  /** The kernel's {@code struct sigaction}. */
  static void action(StringBuilder out, ByteBuffer b) {
    long handler = b.getLong(0);
    int flags = (int) b.getLong(8);
    out.append("{sa_handler=").append(handler(handler));
    out.append(", sa_mask=").append(set(b.getLong(24)));
    out.append(", sa_flags=").append(SignalNames.ACTION.describe(flags));
    if ((flags & 0x4000000) != 0) {
      out.append(", sa_restorer=").append(ArgumentPrinter.pointer(b.getLong(16)));
    }
    out.append('}');
  }

  private static String handler(long handler) {
    boolean named = handler == 0 || handler == 1;
    return named ? SignalNames.HANDLER.describe(handler) : ArgumentPrinter.pointer(handler);
  }

  static void stack(StringBuilder out, ByteBuffer b) {
    out.append("{ss_sp=").append(ArgumentPrinter.pointer(b.getLong(0)));
    out.append(", ss_flags=").append(SignalNames.STACK.describe(b.getInt(8)));
    out.append(", ss_size=").append(Long.toUnsignedString(b.getLong(16))).append('}');
  }

  static void info(StringBuilder out, ByteBuffer b) {
    int signal = b.getInt(0);
    int code = b.getInt(8);
    boolean child = signal == SIGCHLD && code > 0 && code <= 6;
    FlagSet codes = child ? SignalNames.CHILD_CODE : SignalNames.CODE;
    out.append("{si_signo=").append(name(signal));
    out.append(", si_code=").append(codes.describe(code));
    if (code > 0 && code < 0x80 && FAULTS.contains(signal)) {
      out.append(", si_addr=").append(ArgumentPrinter.pointer(b.getLong(16))).append('}');
      return;
    }
    out.append(", si_pid=").append(b.getInt(16));
    out.append(", si_uid=").append(Integer.toUnsignedString(b.getInt(20)));
    if (child) {
      String status = code == 1 ? Integer.toString(b.getInt(24)) : name(b.getInt(24));
      out.append(", si_status=").append(status);
    }
    out.append('}');
  }

  /** What {@code wait4} stores. */
  static void waitStatus(StringBuilder out, int status) {
    int signal = status & 0x7f;
    if (signal == 0) {
      out.append("[{WIFEXITED(s) && WEXITSTATUS(s) == ").append(status >> 8 & 0xff).append("}]");
    } else if (status == 0xffff) {
      out.append("[{WIFCONTINUED(s)}]");
    } else if (signal == 0x7f) {
      out.append("[{WIFSTOPPED(s) && WSTOPSIG(s) == ");
      out.append(name(status >> 8 & 0xff)).append("}]");
    } else {
      out.append("[{WIFSIGNALED(s) && WTERMSIG(s) == ").append(name(signal));
      out.append((status & 0x80) != 0 ? " && WCOREDUMP(s)}]" : "}]");
    }
  }

  private Signals() {}
}
