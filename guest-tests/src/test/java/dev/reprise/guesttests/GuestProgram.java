package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A guest program in C and what the comment at its head says of it, one {@code Key: value} a line.
 *
 * @param name the path of its source beneath {@code src/main/c}, without the suffix
 * @param source the C file
 * @param rule the rule of determinism, or the primitive, that it is about
 * @param kind what two runs of it have in common
 * @param breaking what of the implementation the rule hangs on: without it the program fails
 * @param repriseArguments arguments that it gets under Reprise only
 * @param repriseExit the exit code expected under Reprise, 0 for most
 * @param limit what it says under Reprise when it meets a limit of Reprise; empty for most
 * @param variants the ways to build it, of which the first is the usual one
 */
record GuestProgram(
    String name,
    Path source,
    String rule,
    Kind kind,
    String breaking,
    List<String> repriseArguments,
    int repriseExit,
    String limit,
    List<Variant> variants) {

  /** The directory of the C sources; tests run in the module's directory. */
  static final Path SOURCES = Path.of("src/main/c").toAbsolutePath();

  /** What natively two runs of a program have in common when it shows everything it knows. */
  enum Kind {
    /** All: what Linux promises leaves no choice. */
    SEMANTICS,
    /** Two runs on one machine show different values. */
    VARIES,
    /** Two runs on one machine show the same values, which are the host's own. */
    HOST,
    /** The result depends on the order of threads, so that another schedule seed gives another. */
    SCHEDULE
  }

  /** A way to build a program. */
  enum Variant {
    DYNAMIC(),
    STATIC("-static"),
    STRIPPED("-s"),
    /** With 32 MiB of data which cannot be compressed to nothing by a sparse file. */
    LARGE("-DGUEST_BALLAST=33554432");

    final List<String> flags;

    Variant(String... flags) {
      this.flags = List.of(flags);
    }
  }

  /** All programs, in the order of their names. */
  static List<GuestProgram> all() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .map(GuestProgram::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program whose source is {@code src/main/c/NAME.c}. */
  static GuestProgram named(String name) {
    return read(SOURCES.resolve(name + ".c"));
  }

  private static GuestProgram read(Path source) {
    String text;
    try {
      text = Files.readString(source, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String path = SOURCES.relativize(source).toString();
    List<Variant> variants = new ArrayList<>(List.of(Variant.DYNAMIC));
    for (String variant : words(field(text, "Variants", ""))) {
      variants.add(Variant.valueOf(variant.toUpperCase(Locale.ROOT)));
    }
    String limit = field(text, "Reprise limit", "");
    return new GuestProgram(
        path.substring(0, path.length() - 2),
        source,
        field(text, "Rule", ""),
        Kind.valueOf(field(text, "Kind", "").toUpperCase(Locale.ROOT)),
        field(text, "Fails without", ""),
        words(field(text, "Reprise arguments", "")),
        Integer.parseInt(field(text, "Reprise exit", limit.isEmpty() ? "0" : "1")),
        limit,
        List.copyOf(variants));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split(" +"));
  }

  /** The value of the first line {@code " * key: value"}, with the lines that continue it. */
  private static String field(String text, String key, String otherwise) {
    String start = " * " + key + ": ";
    StringBuilder value = new StringBuilder();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith(start)) {
        inside = true;
        value.append(line.substring(start.length()));
      } else if (inside && line.startsWith(" *   ")) {
        value.append(' ').append(line.substring(5));
      } else if (inside || line.equals(" */")) {
        break;
      }
    }
    return inside ? value.toString() : otherwise;
  }
}
