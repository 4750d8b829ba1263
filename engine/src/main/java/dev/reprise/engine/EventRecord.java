package dev.reprise.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event of a log.
 *
 * @param event its number
 * @param tid the thread
 * @param nr the number of the system call, or -1 for anything else
 * @param name the call's name, or what happened
 * @param args the call's arguments
 * @param result the call's result, or the number that belongs to what happened
 * @param checksum of the data which the call moved
 */
record EventRecord(
    long event, int tid, int nr, String name, long[] args, long result, long checksum) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventRecord that
        && event == that.event
        && tid == that.tid
        && nr == that.nr
        && name.equals(that.name)
        && Arrays.equals(args, that.args)
        && result == that.result
        && checksum == that.checksum;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(event * 31 + checksum);
  }

  /** The event in one line: addresses in hexadecimal, no data. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[" + tid + "] " + name);
    if (nr >= 0) {
      text.append('(');
      for (int i = 0; i < args.length; i++) {
        text.append(i == 0 ? "" : ", ").append("0x").append(Long.toHexString(args[i]));
      }
      text.append(')');
    }
    return text + " = " + result + " (data " + Long.toHexString(checksum) + ")";
  }
}
