package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures of a session as the columns of a table, in text or in Markdown. */
final class ResultColumns {
  private final Settings settings;
  private final SessionResult session;
  private final List<String> header = new ArrayList<>();
  private final List<Function<RowResult, String>> cells = new ArrayList<>();

  private ResultColumns(Settings settings, SessionResult session) {
    this.settings = settings;
    this.session = session;
  }

  /** The header, and then one line for each row; all of one width. */
  static List<List<String>> lines(Settings settings, SessionResult session) {
    ResultColumns columns = new ResultColumns(settings, session);
    columns.define();
    List<List<String>> lines = new ArrayList<>(List.of(columns.header));
    for (RowResult result : session.rows()) {
      lines.add(columns.cells.stream().map(cell -> cell.apply(result)).toList());
    }
    return lines;
  }

  private void define() {
    add("row", result -> result.row().name());
    settings.tools().forEach(this::addTool);
    List<Tool> variants = settings.tools(Tool.Kind.REPRISE);
    if (variants.size() == 1 && settings.tools().contains(Tool.STRACE)) {
      add(
          variants.getFirst() + "/strace",
          result -> number(result.ratio(variants.getFirst(), Tool.STRACE)));
    }
    if (variants.isEmpty()) {
      return;
    }
    add("must", result -> result.row().target().map(Target::mustText).orElse("-"));
    add("goal", result -> result.row().target().map(Target::goalText).orElse("-"));
    for (Tool variant : variants) {
      add(variants.size() == 1 ? "met" : variant + " met", result -> verdict(result, variant));
    }
  }

  private void add(String title, Function<RowResult, String> cell) {
    header.add(title);
    cells.add(cell);
  }

  private void addTool(Tool tool) {
    boolean isNative = tool.kind() == Tool.Kind.NATIVE;
    add(isNative ? "native ms" : tool.label(), result -> figure(tool, result));
    add("(min..max)", result -> spread(tool, result));
    if (!isNative) {
      add(tool + " net", result -> number(result.netRatio(tool, session.startUps())));
    }
  }

  private static String figure(Tool tool, RowResult result) {
    return switch (result.outcomes().get(tool)) {
      case Outcome.Failed failed -> "FAILED";
      case Outcome.Skipped skipped -> "skipped";
      case Outcome.Measured(Samples samples) ->
          unitNanos(tool, result).map(unit -> number(samples.medianNanos() / unit)).orElse("-");
      case null -> "-";
    };
  }

  private static String spread(Tool tool, RowResult result) {
    Optional<Samples> samples = result.samples(tool);
    Optional<Double> unit = unitNanos(tool, result);
    return samples.isEmpty() || unit.isEmpty()
        ? ""
        : "(%s..%s)"
            .formatted(
                number(samples.get().minNanos() / unit.get()),
                number(samples.get().maxNanos() / unit.get()));
  }

  /** Native times are in milliseconds, all others are ratios to the native median. */
  private static Optional<Double> unitNanos(Tool tool, RowResult result) {
    return tool.kind() == Tool.Kind.NATIVE
        ? Optional.of(1e6)
        : result.samples(Tool.NATIVE).map(Samples::medianNanos);
  }

  private String verdict(RowResult result, Tool variant) {
    return result.verdict(variant, session.startUps()).map(Target.Verdict::toString).orElse("-");
  }

  static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  /**
   * Three decimals for figures near 1, where the smallest differences matter, and none for large
   * ones, where they would only be noise.
   */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size < 2 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
