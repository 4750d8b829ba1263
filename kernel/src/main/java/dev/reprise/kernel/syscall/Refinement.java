package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls whose later arguments mean different things, or nothing, by the value of an earlier one.
 * The table gives the general form; here one call gets the form that fits its values.
 */
final class Refinement {
  private static final int O_CREAT = 0x40;
  private static final int O_TMPFILE_BIT = 0x400000;

  /** The types of the arguments of this call. */
  static List<ArgType> argsOf(SyscallRow row, long[] args) {
    return switch (row.name()) {
      case "open", "openat" -> open(row.args(), args);
      case "fcntl" -> fcntl(row.args(), (int) args[1]);
      case "ioctl" -> ioctl(row.args(), args[1]);
      case "futex" -> futex(row.args(), (int) args[1] & 0x7f);
      case "prctl" -> prctl(row.args(), (int) args[0]);
      case "mremap" -> (args[3] & 2) == 0 ? row.args().subList(0, 4) : row.args();
      default -> row.args();
    };
  }

  private static List<ArgType> open(List<ArgType> types, long[] args) {
    int last = types.size() - 1;
    boolean creates = (args[last - 1] & (O_CREAT | O_TMPFILE_BIT)) != 0;
    return creates ? types : types.subList(0, last);
  }

  private static List<ArgType> fcntl(List<ArgType> types, int command) {
    return switch (command) {
      case 1, 3, 9, 11, 1025, 1032, 1034 -> types.subList(0, 2);
      case 0, 8, 1030, 1031 -> withLast(types, INT);
      case 2 -> withLast(types, flags(FileNames.DESCRIPTOR));
      case 4 -> withLast(types, flags(FileNames.OPEN));
      case 5, 36 -> withLast(types, out(Shape.FLOCK));
      case 6, 7, 37, 38 -> withLast(types, in(Shape.FLOCK));
      case 1033 -> withLast(types, flags(FileNames.SEALS));
      default -> types;
    };
  }

  private static List<ArgType> ioctl(List<ArgType> types, long request) {
    return switch ((int) request) {
      case 0x5413 -> withLast(types, out(Shape.WINSIZE));
      case 0x5414 -> withLast(types, in(Shape.WINSIZE));
      case 0x541b, 0x540f, 0x80045430 -> withLast(types, out(Shape.INT32));
      case 0x5421, 0x5410 -> withLast(types, in(Shape.INT32));
      case 0x5450, 0x5451, 0x5422 -> types.subList(0, 2);
      case 0x40049409 -> withLast(types, INT);
      default -> types;
    };
  }

  private static List<ArgType> futex(List<ArgType> types, int operation) {
    ArgType bitset = flags(FutexNames.BITSET);
    return switch (operation) {
      case 0 -> types.subList(0, 4);
      case 1 -> types.subList(0, 3);
      case 3 -> List.of(POINTER, types.get(1), INT, INT, POINTER);
      case 4, 12 -> List.of(POINTER, types.get(1), INT, INT, POINTER, INT);
      case 5 -> List.of(POINTER, types.get(1), INT, INT, POINTER, HEX);
      case 6, 13 -> List.of(POINTER, types.get(1), ArgType.IGNORED, in(Shape.TIMESPEC));
      case 7, 8 -> types.subList(0, 2);
      case 9 -> List.of(POINTER, types.get(1), INT, in(Shape.TIMESPEC), ArgType.IGNORED, bitset);
      case 10 -> List.of(POINTER, types.get(1), INT, ArgType.IGNORED, ArgType.IGNORED, bitset);
      case 11 -> List.of(POINTER, types.get(1), INT, in(Shape.TIMESPEC), POINTER);
      default -> types;
    };
  }

  private static List<ArgType> prctl(List<ArgType> types, int option) {
    return switch (option) {
      case 1 -> List.of(types.get(0), ArgType.Scalar.SIGNAL);
      case 2, 37 -> List.of(types.get(0), out(Shape.INT32));
      case 3, 7, 21, 27, 30 -> types.subList(0, 1);
      case 4, 8, 23, 24, 29, 36 -> List.of(types.get(0), INT);
      case 15 -> List.of(types.get(0), ArgType.Scalar.STRING);
      case 16 -> List.of(types.get(0), out(Shape.TASK_NAME));
      default -> types;
    };
  }

  private static List<ArgType> withLast(List<ArgType> types, ArgType last) {
    List<ArgType> changed = new ArrayList<>(types);
    changed.set(changed.size() - 1, last);
    return changed;
  }

  private Refinement() {}
}
