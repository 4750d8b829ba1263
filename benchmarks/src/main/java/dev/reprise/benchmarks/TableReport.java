package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The results as text for people: native times, then each tool's ratio to them. */
final class TableReport {
  private TableReport() {}

  /** The table, and beneath it the reasons of what failed. */
  static String render(List<Tool> tools, List<RowResult> results) {
    boolean bothTracers = tools.contains(Tool.STRACE) && tools.contains(Tool.REPRISE);
    TextTable table = new TextTable();
    table.add(header(tools, bothTracers));
    for (RowResult result : results) {
      table.add(line(tools, bothTracers, result));
    }
    return table.render() + reasons(results);
  }

  private static List<String> header(List<Tool> tools, boolean bothTracers) {
    List<String> cells = new ArrayList<>(List.of("row"));
    for (Tool tool : tools) {
      cells.add(tool == Tool.NATIVE ? "native ms" : tool.label());
      cells.add("(min..max)");
    }
    if (bothTracers) {
      cells.add("reprise/strace");
    }
    return cells;
  }

  private static List<String> line(List<Tool> tools, boolean bothTracers, RowResult result) {
    List<String> cells = new ArrayList<>(List.of(result.row().name()));
    for (Tool tool : tools) {
      cells.addAll(cells(tool, result));
    }
    if (bothTracers) {
      cells.add(number(result.ratio(Tool.REPRISE, Tool.STRACE)));
    }
    return cells;
  }

  /** The figure of one tool and its spread; both are in milliseconds for native, else ratios. */
  private static List<String> cells(Tool tool, RowResult result) {
    if (result.outcomes().get(tool) instanceof Outcome.Failed) {
      return List.of("FAILED", "");
    }
    Samples samples = result.samples(tool).orElseThrow();
    if (tool == Tool.NATIVE) {
      return cells(samples, 1e6);
    }
    return result
        .samples(Tool.NATIVE)
        .map(base -> cells(samples, base.medianNanos()))
        .orElse(List.of("-", ""));
  }

  private static List<String> cells(Samples samples, double unitNanos) {
    String spread =
        "(%s..%s)"
            .formatted(
                number(samples.minNanos() / unitNanos), number(samples.maxNanos() / unitNanos));
    return List.of(number(samples.medianNanos() / unitNanos), spread);
  }

  private static String reasons(List<RowResult> results) {
    StringBuilder text = new StringBuilder();
    for (RowResult result : results) {
      result
          .outcomes()
          .forEach(
              (tool, outcome) -> {
                if (outcome instanceof Outcome.Failed(String reason)) {
                  text.append(
                      "FAILED %s, %s: %s\n".formatted(result.row().name(), tool.label(), reason));
                }
              });
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  /** Two decimals for small figures and none for large ones, where they would only be noise. */
  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
