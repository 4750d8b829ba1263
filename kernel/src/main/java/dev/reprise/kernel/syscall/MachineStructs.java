package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Structures of limits, of the machine and of new processes. */
final class MachineStructs {
  private static final int UTSNAME_FIELD = 65;

  static void limit(StringBuilder out, ByteBuffer b, String infinity) {
    out.append("{rlim_cur=").append(limit(b.getLong(0), infinity));
    out.append(", rlim_max=").append(limit(b.getLong(8), infinity)).append('}');
  }

  private static String limit(long value, String infinity) {
    if (value == -1) {
      return infinity;
    }
    boolean wholeKibi = value != 0 && value % 1024 == 0 && value != 1024;
    return wholeKibi
        ? Long.toUnsignedString(Long.divideUnsigned(value, 1024)) + "*1024"
        : Long.toUnsignedString(value);
  }

  static void utsname(StringBuilder out, ByteBuffer b) {
    out.append("{sysname=");
    field(out, b, 0);
    field(out.append(", nodename="), b, UTSNAME_FIELD);
    out.append(", ...}");
  }

  private static void field(StringBuilder out, ByteBuffer b, int at) {
    String latin = StandardCharsets.ISO_8859_1.decode(b.slice(at, UTSNAME_FIELD)).toString();
    int end = latin.indexOf(0);
    Quoting.quote(out, end >= 0 ? latin.substring(0, end) : latin, end < 0);
  }

  static void sysinfo(StringBuilder out, ByteBuffer b) {
    out.append("{uptime=").append(b.getLong(0)).append(", loads=[").append(b.getLong(8));
    out.append(", ").append(b.getLong(16)).append(", ").append(b.getLong(24)).append(']');
    String[] names = {"totalram", "freeram", "sharedram", "bufferram", "totalswap", "freeswap"};
    for (int i = 0; i < names.length; i++) {
      out.append(", ").append(names[i]).append('=');
      out.append(Long.toUnsignedString(b.getLong(32 + 8 * i)));
    }
    out.append(", procs=").append(b.getShort(80) & 0xffff);
    out.append(", totalhigh=").append(b.getLong(88)).append(", freehigh=").append(b.getLong(96));
    out.append(", mem_unit=").append(b.getInt(104)).append('}');
  }

  /** {@code struct clone_args}, as of its first version. */
  static void cloneArgs(StringBuilder out, ByteBuffer b) {
    out.append("{flags=").append(ProcessNames.CLONE.describe(b.getLong(0)));
    out.append(", child_tid=").append(ArgumentPrinter.pointer(b.getLong(16)));
    out.append(", parent_tid=").append(ArgumentPrinter.pointer(b.getLong(24)));
    out.append(", exit_signal=").append(Signals.name((int) b.getLong(32)));
    out.append(", stack=").append(ArgumentPrinter.pointer(b.getLong(40)));
    out.append(", stack_size=").append(ArgumentPrinter.hex(b.getLong(48)));
    out.append(", tls=").append(ArgumentPrinter.pointer(b.getLong(56))).append('}');
  }

  /** The arguments of {@code clone}, by name, because no two systems agree on their order. */
  static void clone(StringBuilder out, long[] args) {
    long flags = args[0] & 0xffffff00L;
    int signal = (int) (args[0] & 0xff);
    out.append("child_stack=").append(ArgumentPrinter.pointer(args[1])).append(", flags=");
    if (flags != 0 || signal == 0) {
      out.append(ProcessNames.CLONE.describe(flags)).append(signal == 0 ? "" : "|");
    }
    out.append(signal == 0 ? "" : Signals.name(signal));
    if ((flags & 0x101000) != 0) {
      out.append(", parent_tid=").append(ArgumentPrinter.pointer(args[2]));
    }
    if ((flags & 0x80000) != 0) {
      out.append(", tls=").append(ArgumentPrinter.pointer(args[4]));
    }
    if ((flags & 0x1200000) != 0) {
      out.append(", child_tidptr=").append(ArgumentPrinter.pointer(args[3]));
    }
  }

  private MachineStructs() {}
}
