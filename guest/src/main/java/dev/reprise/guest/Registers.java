package dev.reprise.guest;

import dev.reprise.linux.NativeBuffer;

/**
 * The general registers of a stopped thread, laid out as the kernel's {@code user_regs_struct}.
 *
 * <p>A system call takes its number in {@code rax} (seen as {@code orig_rax}) and its arguments in
 * rdi, rsi, rdx, r10, r8, r9. Not thread-safe.
 */
public final class Registers {
  /** Bytes of {@code user_regs_struct}. */
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

  /** Registers 0 to 15 in the order in which machine code (and DWARF's tables of x86) number them. */
  private static final int[] ENCODING = {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
  };

  private final NativeBuffer buffer = new NativeBuffer(SIZE);

  long address() {
    return buffer.address();
  }

  /** A register by its offset, one of the constants of this class. */
  public long get(int register) {
    return buffer.getLong(register);
  }

  /** Sets a register by its offset, one of the constants of this class. */
  public void set(int register, long value) {
    buffer.putLong(register, value);
  }

  /** Argument 0 to 5 of the system call. */
  public long argument(int index) {
    return buffer.getLong(ARGUMENT[index]);
  }

  /** Sets argument 0 to 5 of the system call. */
  public void setArgument(int index, long value) {
    buffer.putLong(ARGUMENT[index], value);
  }

  /** The offset of the register that machine code calls {@code number}, 0 to 15. */
  public static int byEncoding(int number) {
    return ENCODING[number];
  }

  /** Copies all registers from another set. */
  public void copyFrom(Registers other) {
    for (int offset = 0; offset < SIZE; offset += 8) {
      buffer.putLong(offset, other.buffer.getLong(offset));
    }
  }
}
