package dev.reprise.linux;

/**
 * Byte offsets in the kernel's {@code user_regs_struct} of x86-64, which ptrace(2) reads and
 * writes.
 */
public final class UserRegs {
  /** Bytes of the whole structure. */
  public static final int SIZE = 27 * 8;

  public static final int R15 = 0;
  public static final int R14 = 8;
  public static final int R13 = 16;
  public static final int R12 = 24;
  public static final int RBP = 32;
  public static final int RBX = 40;
  public static final int R11 = 48;
  public static final int R10 = 56;
  public static final int R9 = 64;
  public static final int R8 = 72;
  public static final int RAX = 80;
  public static final int RCX = 88;
  public static final int RDX = 96;
  public static final int RSI = 104;
  public static final int RDI = 112;
  public static final int ORIG_RAX = 120;
  public static final int RIP = 128;
  public static final int CS = 136;
  public static final int EFLAGS = 144;
  public static final int RSP = 152;
  public static final int FS_BASE = 168;
  public static final int GS_BASE = 176;

  private static final int[] ARGUMENT = {RDI, RSI, RDX, R10, R8, R9};

  private static final int[] ENCODING = {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
  };

  private UserRegs() {}

  /** The register that holds argument {@code index}, 0 to 5, of a system call. */
  public static int argument(int index) {
    return ARGUMENT[index];
  }

  /** The register that machine code calls {@code number}, 0 to 15. */
  public static int byEncoding(int number) {
    return ENCODING[number];
  }
}
