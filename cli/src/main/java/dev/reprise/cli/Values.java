package dev.reprise.cli;

import dev.reprise.linux.ByteText;
import dev.reprise.linux.OwnProcess;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the values of options are written. Each method throws IllegalArgumentException with a message
 * that names the value and the forms that would do.
 */
final class Values {

  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([A-Za-z]*)");

  private Values() {}

  /** A time span: a number, whole or decimal, and one of ns, us, ms, s, m, h, d; s by default. */
  static Duration duration(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (matcher.matches()) {
      long unitNanos =
          switch (matcher.group(2)) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "", "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 0;
          };
      BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos));
      if (unitNanos > 0 && nanos.toBigInteger().bitLength() < Long.SIZE) {
        return Duration.ofNanos(nanos.longValue());
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a time span such as 10s, 500ms or 2h");
  }

  /** A number of bytes: a whole number and one of K, M, G, T (powers of 1024), or none. */
  static long bytes(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (matcher.matches() && matcher.group(1).indexOf('.') < 0 && matcher.group(1).length() < 19) {
      int shift =
          switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "" -> 0;
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            case "T" -> 40;
            default -> -1;
          };
      long number = Long.parseLong(matcher.group(1));
      if (shift >= 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a size such as 512M or 2G");
  }

  /** A moment: ISO 8601 with a zone, or seconds since 1970, whole or decimal. */
  static Instant moment(String text) {
    try {
      if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
        BigDecimal nanos = new BigDecimal(text).movePointRight(9);
        return Instant.EPOCH.plusNanos(nanos.toBigInteger().longValueExact());
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a moment such as 2025-01-01T00:00:00Z, or seconds since 1970", e);
    }
  }

  /** A whole number; 0x for hexadecimal, of which all 64 bits may be used. */
  static long number(String text) {
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
  }

  /** A path, relative to the current directory. */
  static Path path(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the path is empty");
    }
    return OwnProcess.directory().resolve(ByteText.path(text)).normalize();
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  static <E extends Enum<E>> E word(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (spell(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not one of " + String.join(", ", words(type)));
  }

  /** What {@link #word} accepts. */
  static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Values::spell).toList();
  }

  private static String spell(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
