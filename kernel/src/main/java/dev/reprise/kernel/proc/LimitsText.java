package dev.reprise.kernel.proc;

import dev.reprise.kernel.Limits;
import java.util.Locale;

/** {@code /proc/PID/limits}. */
final class LimitsText {
  /** Names and units in the order of the resources' numbers. */
  private static final String[][] RESOURCES = {
    {"Max cpu time", "seconds"},
    {"Max file size", "bytes"},
    {"Max data size", "bytes"},
    {"Max stack size", "bytes"},
    {"Max core file size", "bytes"},
    {"Max resident set", "bytes"},
    {"Max processes", "processes"},
    {"Max open files", "files"},
    {"Max locked memory", "bytes"},
    {"Max address space", "bytes"},
    {"Max file locks", "locks"},
    {"Max pending signals", "signals"},
    {"Max msgqueue size", "bytes"},
    {"Max nice priority", ""},
    {"Max realtime priority", ""},
    {"Max realtime timeout", "us"},
  };

  static String text(Limits limits) {
    StringBuilder text = new StringBuilder(line("Limit", "Soft Limit", "Hard Limit", "Units"));
    for (int i = 0; i < RESOURCES.length; i++) {
      text.append(
          line(RESOURCES[i][0], value(limits.soft(i)), value(limits.hard(i)), RESOURCES[i][1]));
    }
    return text.toString();
  }

  private static String line(String name, String soft, String hard, String unit) {
    return String.format(Locale.ROOT, "%-25s %-20s %-20s %-10s\n", name, soft, hard, unit);
  }

  private static String value(long limit) {
    return limit == Limits.INFINITY ? "unlimited" : Long.toUnsignedString(limit);
  }

  private LimitsText() {}
}
