package dev.reprise.kernel.syscall;

import dev.reprise.linux.Errno;
import java.util.Arrays;
import java.util.List;

/**
 * Writes system calls as one line each, in the form that {@code strace} has made familiar: {@code
 * openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3}.
 *
 * <p>A line has two parts, for arguments which the call writes can be read only after it: {@link
 * #entry} ends before the first of them, {@link #exit} goes on there. What the memory does not show
 * is written as a pointer. No input throws, and no line is longer than some thousand characters for
 * each path and a few hundred for each other argument. Immutable.
 */
public final class SyscallPrinter {
  /** As many characters of a string and elements of an array as {@code strace} prints. */
  public static final int DEFAULT_LIMIT = 32;

  private final int limit;

  /** A printer that cuts strings and arrays after {@link #DEFAULT_LIMIT}. */
  public SyscallPrinter() {
    this(DEFAULT_LIMIT);
  }

  /**
   * @param limit most characters of a string (but not of a path) and most elements of an array, 1
   *     to 65536
   */
  public SyscallPrinter(int limit) {
    if (limit < 1 || limit > 1 << 16) {
      throw new IllegalArgumentException("The limit is 1 to 65536, not " + limit);
    }
    this.limit = limit;
  }

  /**
   * The whole line of a call that has returned; for a call that changed what it read, see there.
   */
  public String line(SyscallRow row, long[] args, long result, MemoryReader memory) {
    return entry(row, args, memory) + exit(row, args, result, memory);
  }

  /** The whole line of a call that does not return, as {@code exit_group(0) = ?}. */
  public String unreturned(SyscallRow row, long[] args, MemoryReader memory) {
    return entry(row, args, memory) + unreturned(row, args);
  }

  /**
   * The first part of a line, from the name to the comma before the first argument that the call
   * writes. To be asked for before the call runs.
   *
   * @param args the six argument registers; fewer count as zero
   */
  public String entry(SyscallRow row, long[] args, MemoryReader memory) {
    CallView call = new CallView(Arrays.copyOf(args, 6), 0, memory, limit);
    StringBuilder out = new StringBuilder(row.name()).append('(');
    if (row.name().equals("clone")) {
      MachineStructs.clone(out, call.args());
      return out.toString();
    }
    List<ArgType> types = Refinement.argsOf(row, call.args());
    int end = ArgumentPrinter.firstOut(types);
    printRange(out, types, 0, end, call);
    return out.append(end > 0 && end < types.size() ? ", " : "").toString();
  }

  /** The rest of the line, from the first argument that the call wrote to the result. */
  public String exit(SyscallRow row, long[] args, long result, MemoryReader memory) {
    CallView call = new CallView(Arrays.copyOf(args, 6), result, memory, limit);
    StringBuilder out = new StringBuilder();
    if (!row.name().equals("clone")) {
      List<ArgType> types = Refinement.argsOf(row, call.args());
      printRange(out, types, ArgumentPrinter.firstOut(types), types.size(), call);
    }
    out.append(") = ").append(result(row, call.args(), result));
    ReadyPrinter.print(out, row.name(), call);
    return out.toString();
  }

  private static String unreturned(SyscallRow row, long[] args) {
    CallView call = new CallView(Arrays.copyOf(args, 6), -1, MemoryReader.NONE, DEFAULT_LIMIT);
    StringBuilder out = new StringBuilder();
    if (!row.name().equals("clone")) {
      List<ArgType> types = Refinement.argsOf(row, call.args());
      printRange(out, types, ArgumentPrinter.firstOut(types), types.size(), call);
    }
    return out.append(") = ?").toString();
  }

  private static void printRange(
      StringBuilder out, List<ArgType> types, int from, int to, CallView call) {
    String separator = "";
    for (int i = from; i < to; i++) {
      if (types.get(i) != ArgType.IGNORED) {
        ArgumentPrinter.print(out.append(separator), types.get(i), call.args()[i], call);
        separator = ", ";
      }
    }
  }

  /** The returned value alone, as {@code 3} or {@code -1 ENOENT (No such file or directory)}. */
  public String result(SyscallRow row, long[] args, long result) {
    if (Errno.isError(result)) {
      int errno = (int) -result;
      String prefix =
          errno >= Errno.ERESTARTSYS && errno <= Errno.ERESTART_RESTARTBLOCK ? "? " : "-1 ";
      return prefix + Errno.name(errno) + " (" + Errno.text(errno) + ")";
    }
    ResultType type = row.result();
    if (row.name().equals("fcntl") && args.length > 1 && (int) args[1] == 3) {
      type = ResultType.OPEN_FLAGS;
    }
    return switch (type) {
      case DECIMAL -> Long.toString(result);
      case HEX -> ArgumentPrinter.hex(result);
      case OCTAL -> ArgumentPrinter.octal((int) result);
      case OPEN_FLAGS ->
          ArgumentPrinter.hex(result) + " (flags " + FileNames.OPEN.describe(result) + ")";
      case NONE -> "?";
    };
  }
}
