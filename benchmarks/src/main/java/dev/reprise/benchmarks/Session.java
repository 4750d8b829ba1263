package dev.reprise.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs rows. The tools take turns (native, strace, reprise, native, ...), so that a slow minute of
 * the machine falls on all of them alike and the ratios hold although the times wander.
 */
final class Session {
  private final Settings settings;
  private final Path temporary;
  private final Stopwatch stopwatch;
  private final PrintStream progress;

  /**
   * @param settings what to run and how often
   * @param temporary an empty directory; the caller deletes it
   * @param progress where to say what is being done
   */
  Session(Settings settings, Path temporary, PrintStream progress) {
    this.settings = settings;
    this.temporary = temporary;
    this.stopwatch = new Stopwatch(settings.reprise(), temporary, settings.limit());
    this.progress = progress;
  }

  /** Measures all rows of the settings, one after the other. */
  List<RowResult> run() throws IOException, InterruptedException {
    if (settings.tools().contains(Tool.REPRISE)) {
      buildReprise();
    }
    List<RowResult> results = new ArrayList<>();
    for (Row row : settings.rows()) {
      progress.printf(
          "[%d/%d] %s: %s%n",
          results.size() + 1, settings.rows().size(), row.name(), row.description());
      results.add(new RowResult(row, measure(row)));
    }
    return List.copyOf(results);
  }

  /**
   * Lets the launcher build what it builds at first use, and the user see it, so that this is
   * neither part of a row's warm-up nor of its output. Should it fail, the rows will say so.
   */
  private void buildReprise() throws IOException, InterruptedException {
    List<String> command = Tool.REPRISE.wrap(List.of("/bin/true"), settings.reprise());
    new ProcessBuilder(command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  private Map<Tool, Outcome> measure(Row row) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(temporary.resolve(row.name()));
    Work work;
    try {
      work = row.preparation().prepare(directory);
    } catch (IOException e) {
      return allFailed("not prepared: " + e.getMessage());
    }
    RowRun run = new RowRun(work);
    run.round("warm-up", false);
    for (int number = 1; number <= settings.runs() && !run.allFailed(); number++) {
      run.round("run %d of %d".formatted(number, settings.runs()), true);
    }
    return run.outcomes();
  }

  private Map<Tool, Outcome> allFailed(String reason) {
    progress.println("      " + reason);
    Map<Tool, Outcome> outcomes = new EnumMap<>(Tool.class);
    settings.tools().forEach(tool -> outcomes.put(tool, new Outcome.Failed(reason)));
    return outcomes;
  }

  /** The rounds of one row, in which a tool that failed once takes no further part. */
  private final class RowRun {
    private final Work work;
    private final Map<Tool, List<Long>> nanos = new EnumMap<>(Tool.class);
    private final Map<Tool, String> failures = new EnumMap<>(Tool.class);
    private Optional<Evidence> reference = Optional.empty();

    RowRun(Work work) {
      this.work = work;
    }

    /** Runs each tool once; the first native run says what the output has to be. */
    void round(String title, boolean counts) throws IOException, InterruptedException {
      StringBuilder line = new StringBuilder("      " + title + ":");
      for (Tool tool : settings.tools()) {
        if (failures.containsKey(tool)) {
          continue;
        }
        Stopwatch.Timed timed = stopwatch.run(tool, work);
        Optional<String> failure = judge(tool, timed);
        if (failure.isPresent()) {
          failures.put(tool, failure.get());
          line.append("  %s FAILED (%s)".formatted(tool.label(), failure.get()));
          continue;
        }
        if (counts) {
          nanos.computeIfAbsent(tool, t -> new ArrayList<>()).add(timed.nanos());
        }
        line.append(String.format(Locale.ROOT, "  %s %.3f s", tool.label(), timed.nanos() / 1e9));
      }
      progress.println(line);
    }

    boolean allFailed() {
      return failures.size() == settings.tools().size();
    }

    private Optional<String> judge(Tool tool, Stopwatch.Timed timed) {
      if (timed.evidence().isEmpty()) {
        Duration limit = settings.limit();
        return Optional.of("not finished after %d s".formatted(limit.toSeconds()));
      }
      Evidence evidence = timed.evidence().get();
      if (tool == Tool.NATIVE && reference.isEmpty() && evidence.exitStatus() == 0) {
        reference = Optional.of(evidence);
      }
      if (reference.isEmpty() && tool != Tool.NATIVE) {
        return Optional.of("there is no native run to compare with");
      }
      return evidence.failureAgainst(reference.orElse(evidence));
    }

    Map<Tool, Outcome> outcomes() {
      Map<Tool, Outcome> outcomes = new EnumMap<>(Tool.class);
      nanos.forEach((tool, times) -> outcomes.put(tool, new Outcome.Measured(new Samples(times))));
      failures.forEach((tool, reason) -> outcomes.put(tool, new Outcome.Failed(reason)));
      return outcomes;
    }
  }
}
