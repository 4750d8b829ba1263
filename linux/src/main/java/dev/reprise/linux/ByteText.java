package dev.reprise.linux;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Names and arguments as Linux knows them, any bytes but zero, in Java's strings: UTF-8, in which a
 * byte that is not part of any character stands as the lone surrogate U+DC00 plus its value. No
 * text has such a character otherwise, so nothing is lost in either direction.
 *
 * <p>Java itself decodes arguments, variables and file names by the language that its user has set,
 * and replaces what does not fit.
 */
public final class ByteText {
  private static final char REPLACEMENT = 0xfffd;
  private static final char ESCAPE = 0xdc00;
  private static final char FIRST_ESCAPED = ESCAPE + 0x80;
  private static final char LAST_ESCAPED = ESCAPE + 0xff;

  private ByteText() {}

  /** The text of some bytes. */
  public static String of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decode(bytes);
  }

  /** The text of a name of the guest's as its kernel has it, with one byte in each character. */
  public static String ofLatin(String latin) {
    return of(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The same name as the kernel of the guest has it. */
  public static String latin(String text) {
    return new String(bytes(text), StandardCharsets.ISO_8859_1);
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xff)));
      }
      result = decoder.reset().decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The bytes of a text. */
  public static byte[] bytes(String text) {
    if (!hasEscaped(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isEscaped(c)) {
        bytes.write(c);
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** The text of a path, which knows its bytes but shows them as Java decodes them. */
  public static String of(Path path) {
    String shown = path.toString();
    if (isAscii(shown) && shown.indexOf('?') < 0) {
      return shown;
    }
    // A URI is the one form in which Java gives away the bytes: it has those of an absolute path.
    Path whole = path.toAbsolutePath();
    byte[] bytes = unescaped(whole.toUri().getRawPath());
    int length =
        bytes.length > 1 && bytes[bytes.length - 1] == '/' ? bytes.length - 1 : bytes.length;
    String text = of(Arrays.copyOf(bytes, length));
    return path.isAbsolute() ? text : lastNames(text, path.getNameCount());
  }

  /** The path with the bytes of a text. */
  public static Path path(String text) {
    if (isAscii(text)) {
      return Path.of(text);
    }
    boolean isAbsolute = text.startsWith("/");
    StringBuilder uri = new StringBuilder("file://").append(isAbsolute ? "" : "/");
    for (byte b : bytes(text)) {
      boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
      if (plain || b == '/' || b == '.' || b == '-' || b == '_') {
        uri.append((char) b);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02x", b & 0xff));
      }
    }
    Path path = Path.of(URI.create(uri.toString()));
    return isAbsolute ? path : path.subpath(0, path.getNameCount());
  }

  /**
   * A name for a person to read, on one line: as it is, or in double quotes when it has control
   * characters, double quotes, backslashes or bytes that are not UTF-8. Within the quotes these are
   * as in C: {@code \n}, {@code \t}, {@code \"}, {@code \\}, and {@code \377} for other bytes.
   */
  public static String quoted(String text) {
    if (text.codePoints().allMatch(ByteText::isPlain)) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendQuoted(out, c));
    return out.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return !Character.isISOControl(c) && c != '"' && c != '\\' && !isEscaped(c);
  }

  private static void appendQuoted(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '"', '\\' -> out.append('\\').append((char) c);
      default -> {
        if (isPlain(c)) {
          out.appendCodePoint(c);
        } else {
          for (byte b : bytes(Character.toString(c))) {
            out.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
          }
        }
      }
    }
  }

  private static boolean isEscaped(int c) {
    return c >= FIRST_ESCAPED && c <= LAST_ESCAPED;
  }

  private static boolean isAscii(String text) {
    // Plain loops here and below, for these come at every start: streams would have to be loaded.
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasEscaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] unescaped(String uriPath) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(uriPath.length());
    for (int i = 0; i < uriPath.length(); i++) {
      if (uriPath.charAt(i) == '%') {
        bytes.write(Integer.parseInt(uriPath, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(uriPath.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String lastNames(String absolute, int count) {
    int start = absolute.length();
    for (int i = 0; i < count; i++) {
      start = absolute.lastIndexOf('/', start - 1);
    }
    return absolute.substring(start + 1);
  }
}
