package dev.reprise.benchmarks;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sessions as a part of a Markdown page: what ran when and where, and one table for each. */
final class MarkdownReport {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MarkdownReport() {}

  /**
   * The text, ended by a newline.
   *
   * @param command what the user typed
   * @param machine where it ran
   * @param settings of all sessions
   * @param sessions at least one, in the order in which they ran
   */
  static String render(
      String command, MachineFacts machine, Settings settings, List<SessionResult> sessions) {
    StringBuilder text = new StringBuilder();
    text.append("    ").append(command).append("\n\n");
    text.append("| Machine | |\n|---|---|\n");
    for (Map.Entry<String, String> fact : machine.facts().entrySet()) {
      text.append(line(List.of(fact.getKey(), fact.getValue())));
    }
    for (SessionResult session : sessions) {
      text.append("\n### ").append(DATE.format(session.started())).append("\n\n");
      text.append(table(ResultColumns.lines(settings, session))).append('\n');
      for (String note : ResultNotes.of(settings, session)) {
        text.append("- ").append(escaped(note)).append('\n');
      }
    }
    return text.toString();
  }

  /** The first line is the header; its first column is text and all others are figures. */
  private static String table(List<List<String>> lines) {
    StringBuilder text = new StringBuilder(line(lines.getFirst()));
    text.append("|---").append("|--:".repeat(lines.getFirst().size() - 1)).append("|\n");
    lines.stream().skip(1).map(MarkdownReport::line).forEach(text::append);
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(MarkdownReport::escaped).toList()) + " |\n";
  }

  /** Texts of the host and of failed programs must not become markup. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\|<>*_`\\[\\]]", "\\\\$0").replace('\n', ' ');
  }
}
