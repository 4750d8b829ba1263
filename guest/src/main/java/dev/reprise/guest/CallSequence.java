package dev.reprise.guest;

import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Machine code that makes a few system calls one after the other and ends with a breakpoint, so
 * that a new program is furnished with one stop.
 *
 * <p>It needs neither a stack nor memory. The filter lets its calls pass, for they carry a mark in
 * an argument which the host does not look at.
 */
public final class CallSequence {
  /** The offset of an anonymous mapping, and what munmap(2) does not have. */
  static final int MARKED_ARGUMENT = 5;

  /** A number which no program has there; a whole number of pages. */
  static final long MARK = 0x0052_6570_7269_7000L;

  private static final int MAX_CALL_BYTES = 80;

  /** mov r64, imm64 for rdi, rsi, rdx, r10, r8, r9. */
  private static final int[] LOAD = {0xBF48, 0xBE48, 0xBA48, 0xBA49, 0xB849, 0xB949};

  private static final int LOAD_RAX = 0xB848;
  private static final int SYSCALL = 0x050F;
  private static final byte BREAKPOINT = (byte) 0xCC;

  /** mov r64, rax for registers which the host keeps. */
  private static final int[] KEEP = {0xC38948, 0xC58948, 0xC48949, 0xC58949, 0xC68949, 0xC78949};

  private static final int[] KEPT = {
    UserRegs.RBX, UserRegs.RBP, UserRegs.R12, UserRegs.R13, UserRegs.R14, UserRegs.R15
  };

  private final byte[] code;
  private final int calls;

  /**
   * A sequence of at most six calls.
   *
   * @param calls the number of the call, {@link Nr#MMAP} of anonymous memory or {@link Nr#MUNMAP},
   *     and its five first arguments
   */
  public CallSequence(List<long[]> calls) {
    this.calls = calls.size();
    ByteBuffer bytes =
        ByteBuffer.allocate(calls.size() * MAX_CALL_BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < calls.size(); i++) {
      long[] call = calls.get(i);
      bytes.putShort((short) LOAD_RAX).putLong(call[0]);
      for (int argument = 0; argument < MARKED_ARGUMENT; argument++) {
        bytes.putShort((short) LOAD[argument]).putLong(call[1 + argument]);
      }
      bytes.putShort((short) LOAD[MARKED_ARGUMENT]).putLong(MARK);
      bytes.putShort((short) SYSCALL);
      bytes.putShort((short) KEEP[i]).put((byte) (KEEP[i] >> 16));
    }
    bytes.put(BREAKPOINT);
    code = java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The code, which can be put at any address. */
  public byte[] code() {
    return code.clone();
  }

  int length() {
    return code.length;
  }

  /** The results of the calls, from the registers at the breakpoint. */
  long[] results(Registers registers) {
    long[] results = new long[calls];
    for (int i = 0; i < calls; i++) {
      results[i] = registers.get(KEPT[i]);
    }
    return results;
  }
}
