package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Cells in aligned columns: the first one to the left, all others to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /** Adds a line, which must have as many cells as the first one. */
  void add(List<String> cells) {
    if (!lines.isEmpty() && lines.getFirst().size() != cells.size()) {
      throw new IllegalArgumentException("a line of another width: " + cells);
    }
    lines.add(List.copyOf(cells));
  }

  /** The whole table, each line ended by a newline, without trailing blanks. */
  String render() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder rendered = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String padding = " ".repeat(width(column) - line.get(column).length());
        rendered.append(column == 0 ? "" : GAP);
        rendered.append(column == 0 ? line.get(column) + padding : padding + line.get(column));
      }
      text.append(rendered.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
