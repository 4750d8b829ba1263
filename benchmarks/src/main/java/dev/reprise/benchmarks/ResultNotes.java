package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to be said beneath a table for its figures to be understood, one sentence a line. */
final class ResultNotes {
  private ResultNotes() {}

  /** The notes of a session, in the order in which they matter. */
  static List<String> of(Settings settings, SessionResult session) {
    List<String> notes = new ArrayList<>();
    notes.add(conditions(settings, session));
    notes.add(startUp(settings, session));
    List<String> pinnedRows =
        session.rows().stream()
            .map(RowResult::row)
            .filter(row -> row.is(Row.Trait.NATIVE_ON_ONE_CORE))
            .map(Row::name)
            .toList();
    if (!pinnedRows.isEmpty()) {
      notes.add("native runs on one core in: " + String.join(", ", pinnedRows));
    }
    settings.tools(Tool.Kind.REPRISE).forEach(tool -> notes.addAll(verdicts(tool, session)));
    notes.addAll(reasons(session));
    return notes;
  }

  private static String conditions(Settings settings, SessionResult session) {
    return "runs: %d of each tool in each row, in turns; %s; load averages %s before and %s after"
        .formatted(
            settings.runs(),
            settings.pinned() ? "all pinned to one core" : "not pinned",
            session.loadBefore(),
            session.loadAfter());
  }

  private static String startUp(Settings settings, SessionResult session) {
    String times =
        settings.tools().stream()
            .flatMap(
                tool ->
                    session.startUps().of(tool).stream()
                        .map(times1 -> tool + " " + millis(times1.medianNanos()) + " ms"))
            .collect(Collectors.joining(", "));
    return "net: the ratio after the tool's own start-up has been subtracted, which is the median"
        + " of /bin/true under it less the native one: "
        + (times.isEmpty() ? "not measured" : times);
  }

  private static List<String> verdicts(Tool tool, SessionResult session) {
    List<String> missed = new ArrayList<>();
    int targets = 0;
    int goals = 0;
    for (RowResult result : session.rows()) {
      Target.Verdict verdict = result.verdict(tool, session.startUps()).orElse(null);
      if (verdict != null) {
        targets++;
        goals += verdict == Target.Verdict.GOAL ? 1 : 0;
        if (verdict == Target.Verdict.NONE) {
          missed.add(result.row().name());
        }
      }
    }
    if (targets == 0) {
      return List.of();
    }
    return List.of(
        "%s reaches what it must in %d of %d rows with a target, and the goal in %d%s"
            .formatted(
                tool,
                targets - missed.size(),
                targets,
                goals,
                missed.isEmpty() ? "" : "; not in " + String.join(", ", missed)));
  }

  private static Set<String> reasons(SessionResult session) {
    Set<String> reasons = new LinkedHashSet<>();
    for (RowResult result : session.rows()) {
      String row = result.row().name();
      result
          .outcomes()
          .forEach(
              (tool, outcome) -> {
                switch (outcome) {
                  case Outcome.Failed(String why) ->
                      reasons.add("FAILED %s, %s: %s".formatted(row, tool, why));
                  case Outcome.Skipped(String why) ->
                      reasons.add("skipped %s: %s".formatted(row, why));
                  case Outcome.Measured measured -> {
                    // Its figures are in the table.
                  }
                }
              });
    }
    return reasons;
  }

  private static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }
}
