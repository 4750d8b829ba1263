package dev.reprise.binary;

import org.jspecify.annotations.Nullable;

/**
 * A place in a program's source text.
 *
 * @param function the function's name as its author wrote it
 * @param file the source file, as the compiler was given it, or null when not known
 * @param line from 1 on, or 0 when not known
 * @param column from 1 on, or 0 when not known
 */
public record SourceLine(String function, @Nullable String file, int line, int column) {
  private static final String UNKNOWN = "??";

  /** Parses a name and {@code FILE:LINE} or {@code FILE:LINE:COLUMN}, with "??" for the unknown. */
  static SourceLine parse(String function, String place) {
    int end = place.length();
    int colon = place.lastIndexOf(':', end);
    int last = number(place, colon, end);
    int before = colon < 0 ? -1 : place.lastIndexOf(':', colon - 1);
    int line = number(place, before, colon);
    boolean hasColumn = line >= 0 && last >= 0;
    int fileEnd = hasColumn ? before : last >= 0 ? colon : end;
    String file = place.substring(0, fileEnd);
    return new SourceLine(
        function,
        file.equals(UNKNOWN) || file.isEmpty() ? null : file,
        Math.max(0, hasColumn ? line : last),
        hasColumn ? last : 0);
  }

  /** The number between a colon and an end, or -1 when there is none. */
  private static int number(String text, int colon, int end) {
    if (colon < 0 || colon + 1 >= end || end - colon > 10) {
      return -1;
    }
    for (int i = colon + 1; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(text, colon + 1, end, 10);
  }

  /** Returns whether this tells anything at all. */
  boolean isKnown() {
    return file != null || !function.equals(UNKNOWN);
  }

  /** Returns the place in one line: {@code main (hello.c:12:3)}. */
  @Override
  public String toString() {
    if (file == null) {
      return function;
    }
    return function + " (" + file + ":" + line + (column > 0 ? ":" + column : "") + ")";
  }
}
