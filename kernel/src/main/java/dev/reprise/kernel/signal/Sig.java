package dev.reprise.kernel.signal;

/** The signals of x86-64 by number, what each does by default, and masks of them. */
public final class Sig {
  public static final int HUP = 1;
  public static final int INT = 2;
  public static final int QUIT = 3;
  public static final int ILL = 4;
  public static final int TRAP = 5;
  public static final int ABRT = 6;
  public static final int BUS = 7;
  public static final int FPE = 8;
  public static final int KILL = 9;
  public static final int SEGV = 11;
  public static final int PIPE = 13;
  public static final int ALRM = 14;
  public static final int TERM = 15;
  public static final int CHLD = 17;
  public static final int CONT = 18;
  public static final int STOP = 19;
  public static final int TSTP = 20;
  public static final int TTIN = 21;
  public static final int TTOU = 22;
  public static final int URG = 23;
  public static final int XCPU = 24;
  public static final int XFSZ = 25;
  public static final int VTALRM = 26;
  public static final int PROF = 27;
  public static final int WINCH = 28;
  public static final int SYS = 31;

  /** The first real-time signal, as the kernel counts them. */
  public static final int FIRST_REAL_TIME = 32;

  /** The highest signal. */
  public static final int MAX = 64;

  /** What nobody can block, catch or ignore. */
  static final long UNBLOCKABLE = bit(KILL) | bit(STOP);

  /** Raised by the instruction at which a thread is; they go before all others. */
  static final long SYNCHRONOUS = bits(SEGV, BUS, ILL, TRAP, FPE, SYS);

  static final long STOPPING = bits(STOP, TSTP, TTIN, TTOU);

  private static final long IGNORED = bits(CONT, CHLD, WINCH, URG);
  private static final long DUMPING = bits(QUIT, ILL, TRAP, ABRT, FPE, SEGV, BUS, SYS, XCPU, XFSZ);

  /** What happens when a signal is not caught. */
  enum Default {
    IGNORE,
    STOP,
    TERMINATE,
    /** As TERMINATE, but only once the thread itself gets to it, since it would write its core. */
    DUMP
  }

  private Sig() {}

  /** The bit of a signal in a mask. */
  public static long bit(int signal) {
    return 1L << (signal - 1);
  }

  /** A mask of several signals. */
  public static long bits(int... signals) {
    long mask = 0;
    for (int signal : signals) {
      mask |= bit(signal);
    }
    return mask;
  }

  /** Whether a mask has a signal. */
  public static boolean has(long mask, int signal) {
    return (mask & bit(signal)) != 0;
  }

  /** Whether a number is a signal's: 1 to 64. */
  public static boolean isValid(int signal) {
    return signal >= 1 && signal <= MAX;
  }

  static Default defaultOf(int signal) {
    if (has(IGNORED, signal)) {
      return Default.IGNORE;
    }
    if (has(STOPPING, signal)) {
      return Default.STOP;
    }
    return has(DUMPING, signal) ? Default.DUMP : Default.TERMINATE;
  }
}
