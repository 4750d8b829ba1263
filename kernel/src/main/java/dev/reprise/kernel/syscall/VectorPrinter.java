package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;

/** Writes arrays, and structures that point on. Each answers false when memory cannot be read. */
final class VectorPrinter {
  private static final int ENVIRONMENT_MAX = 4096;
  private static final int BITS_MAX = 1024;

  static boolean array(
      StringBuilder out,
      long address,
      long count,
      int size,
      CallView call,
      PointeePrinter.Element element) {
    int shown = (int) Math.min(count, call.limit());
    ByteBuffer b = call.bytes(address, shown * size);
    if (b == null) {
      return false;
    }
    out.append('[');
    for (int i = 0; i < shown; i++) {
      out.append(i == 0 ? "" : ", ");
      element.accept(b, i * size);
    }
    out.append(count > shown ? ", ...]" : "]");
    return true;
  }

  /** Numbers of the bits that are set, of a set of {@code count} bits in words of 64. */
  static boolean bits(StringBuilder out, long address, long count, CallView call) {
    int shown = (int) Math.clamp(count, 0, BITS_MAX);
    ByteBuffer b = call.bytes(address, (shown + 63) / 64 * 8);
    if (b == null) {
      return false;
    }
    out.append('[');
    String separator = "";
    for (int bit = 0; bit < shown; bit++) {
      if ((b.get(bit / 8) >> (bit % 8) & 1) != 0) {
        out.append(separator).append(bit);
        separator = " ";
      }
    }
    out.append(']');
    return true;
  }

  static boolean strings(StringBuilder out, long address, CallView call) {
    out.append('[');
    for (int i = 0; ; i++) {
      ByteBuffer b = call.bytes(address + 8L * i, 8);
      if (b == null) {
        return false;
      }
      if (b.getLong(0) == 0 || i == call.limit()) {
        out.append(b.getLong(0) == 0 ? "]" : ", ...]");
        return true;
      }
      out.append(i == 0 ? "" : ", ");
      ArgumentPrinter.printString(out, b.getLong(0), call.limit(), call);
    }
  }

  static boolean environment(StringBuilder out, long address, CallView call) {
    int count = 0;
    while (count < ENVIRONMENT_MAX) {
      ByteBuffer b = call.bytes(address + 8L * count, 8);
      if (b == null) {
        return false;
      }
      if (b.getLong(0) == 0) {
        break;
      }
      count++;
    }
    out.append(ArgumentPrinter.pointer(address)).append(" /* ").append(count);
    out.append(count == 1 ? " var */" : " vars */");
    return true;
  }

  /** Vectors of buffers, of which {@code bytes} in all hold data. */
  static boolean iovecs(StringBuilder out, long address, long count, long bytes, CallView call) {
    long[] left = {bytes};
    return array(
        out,
        address,
        count,
        16,
        call,
        (b, at) -> {
          long length = b.getLong(at + 8);
          long held = length < 0 ? 0 : Math.min(length, Math.max(0, left[0]));
          left[0] -= held;
          iovec(out, b.getLong(at), length, held, call);
        });
  }

  private static void iovec(StringBuilder out, long base, long length, long held, CallView call) {
    ByteBuffer data = call.bytes(base, (int) Math.min(held, call.limit()));
    out.append("{iov_base=");
    if (data == null) {
      out.append(ArgumentPrinter.pointer(base));
    } else {
      Quoting.quote(out, data, held > call.limit());
    }
    out.append(", iov_len=").append(Long.toUnsignedString(length)).append('}');
  }

  static boolean message(StringBuilder out, long address, boolean received, CallView call) {
    ByteBuffer b = call.bytes(address, Shape.MSGHDR.size());
    if (b == null) {
      return false;
    }
    long count = Math.max(0, b.getLong(24));
    out.append("{msg_name=").append(ArgumentPrinter.pointer(b.getLong(0)));
    out.append(", msg_namelen=").append(b.getInt(8)).append(", msg_iov=");
    int start = out.length();
    if (!iovecs(out, b.getLong(16), count, received ? call.result() : Long.MAX_VALUE, call)) {
      out.setLength(start);
      out.append(ArgumentPrinter.pointer(b.getLong(16)));
    }
    out.append(", msg_iovlen=").append(count);
    out.append(", msg_controllen=").append(Long.toUnsignedString(b.getLong(40)));
    out.append(", msg_flags=").append(NetworkNames.MESSAGE.describe(b.getInt(48))).append('}');
    return true;
  }

  private VectorPrinter() {}
}
