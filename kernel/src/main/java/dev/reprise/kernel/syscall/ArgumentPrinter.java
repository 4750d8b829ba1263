package dev.reprise.kernel.syscall;

import dev.reprise.linux.Errno;
import java.util.List;

/** Writes one argument of a call. */
final class ArgumentPrinter {
  private static final int AT_FDCWD = -100;
  private static final int PATH_MAX = 4096;

  static void print(StringBuilder out, ArgType type, long value, CallView call) {
    switch (type) {
      case ArgType.Scalar scalar -> printScalar(out, scalar, value, call);
      case ArgType.Named named -> out.append(named.names().describe(value));
      case ArgType.Pointee pointee -> printPointee(out, pointee, value, call);
      case ArgType.Ignored _ ->
          throw new IllegalArgumentException("An ignored argument is no text");
    }
  }

  private static void printScalar(
      StringBuilder out, ArgType.Scalar scalar, long value, CallView call) {
    switch (scalar) {
      case FD, INT -> out.append((int) value);
      case DIRFD ->
          out.append((int) value == AT_FDCWD ? "AT_FDCWD" : Integer.toString((int) value));
      case LONG, OFFSET -> out.append(value);
      case SIZE -> out.append(Long.toUnsignedString(value));
      case HEX -> out.append(hex(value));
      case POINTER -> out.append(pointer(value));
      case MODE -> out.append(octal((int) value));
      case FILE_MODE -> out.append(fileMode((int) value));
      case DEVICE -> out.append(device(value));
      case SIGNAL -> out.append(Signals.name((int) value));
      case PATH -> printString(out, value, PATH_MAX, call);
      case STRING -> printString(out, value, call.limit(), call);
    }
  }

  static void printString(StringBuilder out, long address, int max, CallView call) {
    CallView.CString string = call.string(address, max);
    if (string == null) {
      out.append(pointer(address));
    } else {
      Quoting.quote(out, string.latin(), string.cut());
    }
  }

  private static void printPointee(
      StringBuilder out, ArgType.Pointee pointee, long address, CallView call) {
    int start = out.length();
    if (!written(pointee, call.result())
        || address == 0
        || !PointeePrinter.print(out, pointee, address, call)) {
      out.setLength(start);
      out.append(pointer(address));
    }
  }

  // What a failed call did not write is noise; what a finished sleep left of its time as well.
  private static boolean written(ArgType.Pointee pointee, long result) {
    if (pointee.shape() == Shape.TIME_LEFT) {
      return result == -Errno.EINTR || result == -Errno.ERESTART_RESTARTBLOCK;
    }
    return !pointee.isOut() || !Errno.isError(result);
  }

  static String hex(long value) {
    return value == 0 ? "0" : "0x" + Long.toHexString(value);
  }

  static String pointer(long value) {
    return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
  }

  /** Octal with a leading zero, at least three digits: 0644, 022, 000. */
  static String octal(int value) {
    String digits = Integer.toOctalString(value);
    return "0".repeat(Math.max(1, 3 - digits.length())) + digits;
  }

  static String fileMode(int mode) {
    String type = FileNames.FILE_TYPE.describe(mode & 0xf000);
    return (type.equals("0") ? "" : type + "|") + octal(mode & 0xfff);
  }

  static String device(long device) {
    long major = (device >>> 8 & 0xfff) | (device >>> 32 & 0xfffff000L);
    long minor = (device & 0xff) | (device >>> 12 & 0xffffff00L);
    return "makedev(" + hex(major) + ", " + hex(minor) + ")";
  }

  /** The index of the first argument that can only be printed after the call. */
  static int firstOut(List<ArgType> types) {
    int index = 0;
    while (index < types.size() && !types.get(index).isOut()) {
      index++;
    }
    return index;
  }

  private ArgumentPrinter() {}
}
