package dev.reprise.benchmarks;

import java.util.List;

/** The results as text for people: the table, and beneath it what one has to know to read it. */
final class TableReport {
  private TableReport() {}

  static String render(Settings settings, SessionResult session) {
    TextTable table = new TextTable();
    for (List<String> line : ResultColumns.lines(settings, session)) {
      table.add(line);
    }
    return table.render() + "\n" + String.join("\n", ResultNotes.of(settings, session)) + "\n";
  }
}
