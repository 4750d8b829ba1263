package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes bytes as a C string: printable ASCII as it is, the rest with escapes. */
final class Quoting {
  private static final HexFormat HEX = HexFormat.of();

  /** Appends {@code latin}, one byte in each character, with quotes. */
  static void quote(StringBuilder out, String latin, boolean cut) {
    out.append('"');
    for (int i = 0; i < latin.length(); i++) {
      char next = i + 1 < latin.length() ? latin.charAt(i + 1) : 0;
      escape(out, latin.charAt(i), next);
    }
    out.append('"');
    if (cut) {
      out.append("...");
    }
  }

  static void quote(StringBuilder out, ByteBuffer bytes, boolean cut) {
    quote(out, StandardCharsets.ISO_8859_1.decode(bytes).toString(), cut);
  }

  /** Appends every byte as {@code \xNN}: for bytes that are never text. */
  static void quoteHex(StringBuilder out, ByteBuffer bytes, boolean cut) {
    out.append('"');
    while (bytes.hasRemaining()) {
      out.append("\\x").append(HEX.toHexDigits(bytes.get()));
    }
    out.append(cut ? "\"..." : "\"");
  }

  private static void escape(StringBuilder out, char c, char next) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      case 0x0b -> out.append("\\v");
      case '\f' -> out.append("\\f");
      default -> {
        if (c >= ' ' && c < 0x7f) {
          out.append(c);
        } else {
          octal(out.append('\\'), c, next >= '0' && next <= '9');
        }
      }
    }
  }

  // Three digits when a digit follows, which would else read as part of the number.
  private static void octal(StringBuilder out, int c, boolean full) {
    String digits = Integer.toOctalString(c);
    out.append(full ? "0".repeat(3 - digits.length()) : "").append(digits);
  }

  private Quoting() {}
}
