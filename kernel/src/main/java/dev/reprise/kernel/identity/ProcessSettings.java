package dev.reprise.kernel.identity;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.Locale;
import java.util.TreeMap;

/** What a process may write to files in {@code /proc/PID}; nothing here has an effect. */
public final class ProcessSettings {
  private final TreeMap<String, Long> values = new TreeMap<>();

  /** What a child gets. */
  public ProcessSettings copy() {
    ProcessSettings copy = new ProcessSettings();
    copy.values.putAll(values);
    return copy;
  }

  /** The text of a setting without its newline. */
  public String get(String name) {
    long value = values.getOrDefault(name, initial(name));
    return name.equals("coredump_filter")
        ? String.format(Locale.ROOT, "%08x", value)
        : Long.toString(value);
  }

  private static long initial(String name) {
    return switch (name) {
      case "coredump_filter" -> 0x33;
      case "loginuid" -> 0xffff_ffffL;
      case "timerslack_ns" -> 50_000;
      default -> 0;
    };
  }

  /** Sets it; EINVAL for what Linux does not take. */
  public void set(String name, String text) {
    long value;
    try {
      value = Long.decode(text);
    } catch (NumberFormatException notANumber) {
      throw new SyscallError(Errno.EINVAL);
    }
    boolean allowed =
        switch (name) {
          case "oom_adj" -> value >= -17 && value <= 15;
          case "oom_score_adj" -> value >= -1000 && value <= 1000;
          default -> value >= 0;
        };
    if (!allowed) {
      throw new SyscallError(Errno.EINVAL);
    }
    if (name.startsWith("oom_") && value < values.getOrDefault(name, 0L)) {
      // To be spared is a privilege.
      throw new SyscallError(Errno.EACCES);
    }
    values.put(name, value);
  }
}
