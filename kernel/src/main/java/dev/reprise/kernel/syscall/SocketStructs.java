package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Addresses of sockets. */
final class SocketStructs {

  /** A socket address of any family; {@code b} holds as much of it as there is. */
  static void address(StringBuilder out, ByteBuffer b) {
    if (b.limit() < 2) {
      out.append("{}");
      return;
    }
    int family = b.getShort(0) & 0xffff;
    out.append("{sa_family=").append(NetworkNames.FAMILY.describe(family));
    if (family == 1 && b.limit() > 2) {
      unix(out, b.slice(2, b.limit() - 2));
    } else if (family == 2 && b.limit() >= 8) {
      out.append(", sin_port=htons(").append(port(b)).append("), sin_addr=inet_addr(\"");
      StringJoiner dotted = new StringJoiner(".");
      for (int i = 4; i < 8; i++) {
        dotted.add(Integer.toString(b.get(i) & 0xff));
      }
      out.append(dotted).append("\")");
    } else if (family == 10 && b.limit() >= 24) {
      out.append(", sin6_port=htons(").append(port(b)).append("), sin6_addr=");
      Quoting.quoteHex(out, b.slice(8, 16), false);
    } else if (b.limit() > 2 && family != 1) {
      out.append(", sa_data=");
      Quoting.quote(out, b.slice(2, b.limit() - 2), false);
    }
    out.append('}');
  }

  private static int port(ByteBuffer b) {
    return b.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(2) & 0xffff;
  }

  // A name that starts with NUL is in the abstract space, which is written with a leading @.
  private static void unix(StringBuilder out, ByteBuffer name) {
    String latin = StandardCharsets.ISO_8859_1.decode(name).toString();
    boolean isAbstract = latin.charAt(0) == 0;
    int end = latin.indexOf(0);
    out.append(", sun_path=").append(isAbstract ? "@" : "");
    Quoting.quote(
        out, isAbstract ? latin.substring(1) : end < 0 ? latin : latin.substring(0, end), false);
  }

  private SocketStructs() {}
}
