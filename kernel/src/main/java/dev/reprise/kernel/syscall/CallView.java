package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One call as the printer sees it: its arguments, its result when there is one, and the memory.
 *
 * @param args six values, of which the row says how many count
 * @param result what the call returned; 0 while it has not returned
 * @param limit most characters of a string and most elements of an array that are printed
 */
record CallView(long[] args, long result, MemoryReader memory, int limit) {
  private static final int PAGE = 4096;

  /** Bytes at {@code address}, or null when there are none to be had. */
  @Nullable ByteBuffer bytes(long address, int length) {
    if (address == 0) {
      return null;
    }
    byte[] read = length == 0 ? new byte[0] : memory.read(address, length);
    return read == null ? null : ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of elements for a pointee: from its argument, else the result; never negative. */
  long count(ArgType.Pointee pointee) {
    long count = pointee.countArg() == ArgType.BY_RESULT ? result : args[pointee.countArg()];
    return Math.max(0, count);
  }

  /**
   * The string at {@code address} without its NUL, cut at {@code max} bytes; null if unreadable.
   */
  @Nullable CString string(long address, int max) {
    if (address == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    while (text.length() <= max) {
      long at = address + text.length();
      // A string may end just before memory that is not there, so no read crosses a page.
      int length = (int) Math.min(PAGE - (at & (PAGE - 1)), 256);
      byte[] chunk = memory.read(at, length);
      if (chunk == null) {
        return null;
      }
      String latin = new String(chunk, StandardCharsets.ISO_8859_1);
      int end = latin.indexOf(0);
      text.append(latin, 0, end >= 0 ? end : latin.length());
      if (end >= 0) {
        break;
      }
    }
    boolean cut = text.length() > max;
    return new CString(cut ? text.substring(0, max) : text.toString(), cut);
  }

  /**
   * Bytes up to a NUL, one in each character.
   *
   * @param cut whether the string goes on
   */
  record CString(String latin, boolean cut) {}
}
