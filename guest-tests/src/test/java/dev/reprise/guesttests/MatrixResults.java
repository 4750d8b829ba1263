package dev.reprise.guesttests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The results of a matrix, as {@code target/matrix/NAME.md} for people (the README's table of what
 * runs is a copy of it) and as {@code target/matrix/NAME.json} for programs.
 */
final class MatrixResults {

  private static final Path FOLDER = Path.of("target/matrix");

  private final String name;
  private final List<MatrixRow> rows = new ArrayList<>();

  MatrixResults(String name) {
    this.name = name;
  }

  /** Adds a row; rows come from several threads, and are sorted by name in the end. */
  synchronized void add(MatrixRow row) {
    rows.add(row);
  }

  /** Writes both files. */
  synchronized void write() throws IOException {
    rows.sort(Comparator.comparing(MatrixRow::name));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name + ".md"), markdown());
    Files.writeString(FOLDER.resolve(name + ".json"), json());
  }

  private String markdown() {
    return "| Program | Version | Equal | Events | Native s | Reprise s |\n|---|---|---|---|---|---|\n"
        + rows.stream().map(MatrixResults::markdown).collect(Collectors.joining());
  }

  private static String markdown(MatrixRow row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d of %d | %,d | %.1f | %.1f |\n",
        row.name(),
        row.version().replace("|", "\\|"),
        row.equal(),
        row.runs(),
        row.events(),
        row.nativeMillis() / 1e3,
        row.millis() / 1e3);
  }

  private String json() {
    return rows.stream()
        .map(MatrixResults::json)
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String json(MatrixRow row) {
    return String.format(
        Locale.ROOT,
        "  {\"program\": %s, \"version\": %s, \"runs\": %d, \"equal\": %d, \"events\": %d,"
            + " \"nativeSeconds\": %.3f, \"seconds\": %.3f}",
        quoted(row.name()),
        quoted(row.version()),
        row.runs(),
        row.equal(),
        row.events(),
        row.nativeMillis() / 1e3,
        row.millis() / 1e3);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
