package dev.reprise.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Runs rows. The tools take turns (native, strace, reprise, native, ...), so that a slow minute of
 * the machine falls on all of them alike and the ratios hold although the times wander.
 */
final class Session {
  private final Settings settings;
  private final Path temporary;
  private final Stopwatch stopwatch;
  private final StartUpRuns startUps;
  private final PrintStream progress;

  /**
   * @param settings what to run and how often
   * @param temporary an empty directory; the caller deletes it
   * @param progress where to say what is being done
   */
  Session(Settings settings, Path temporary, PrintStream progress) throws IOException {
    this.settings = settings;
    this.temporary = temporary;
    this.stopwatch = new Stopwatch(temporary, settings.limit());
    this.startUps =
        new StartUpRuns(stopwatch, Files.createDirectory(temporary.resolve("start-up")));
    this.progress = progress;
  }

  /** Measures all rows of the settings, one after the other. */
  SessionResult run() throws IOException, InterruptedException {
    Instant started = Instant.now();
    String loadBefore = load();
    for (Tool tool : settings.tools(Tool.Kind.REPRISE)) {
      buildReprise(tool);
    }
    List<RowResult> results = new ArrayList<>();
    for (Row row : settings.rows()) {
      progress.printf(
          "[%d/%d] %s: %s%n",
          results.size() + 1, settings.rows().size(), row.name(), row.description());
      results.add(new RowResult(row, measure(row)));
    }
    return new SessionResult(started, loadBefore, load(), startUps.result(), results);
  }

  private static String load() throws IOException {
    String averages = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII);
    return String.join(" ", List.of(averages.split(" ")).subList(0, 3));
  }

  /**
   * Lets the launcher build what it builds at first use, and the user see it, so that this is
   * neither part of a row's warm-up nor of its output. Should it fail, the rows will say so.
   */
  private static void buildReprise(Tool tool) throws IOException, InterruptedException {
    new ProcessBuilder(tool.wrap(List.of("/bin/true")))
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  private SequencedMap<Tool, Outcome> measure(Row row) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(temporary.resolve(row.name()));
    try {
      return measure(row, RowRun.prepare(row, directory));
    } catch (MissingProgramException e) {
      progress.println("      skipped: " + e.getMessage());
      return all(row, new Outcome.Skipped(String.valueOf(e.getMessage())));
    } catch (RowRun.PreparationException e) {
      progress.println("      " + e.getMessage());
      return all(row, new Outcome.Failed(String.valueOf(e.getMessage())));
    } finally {
      TemporaryDirectory.delete(directory);
    }
  }

  private SequencedMap<Tool, Outcome> measure(Row row, RowRun run)
      throws IOException, InterruptedException {
    List<Tool> tools = tools(row);
    for (int number = 0; number <= settings.runs() && !run.failed().containsAll(tools); number++) {
      boolean counts = number > 0;
      progress.print(
          counts ? "      run %d of %d:".formatted(number, settings.runs()) : "      warm-up:");
      for (Tool tool : tools) {
        if (!run.failed().contains(tool)) {
          startUps.run(tool, counts);
          progress.print("  " + tool.label() + " " + run.run(tool, stopwatch, counts));
        }
      }
      progress.println();
    }
    return run.outcomes(tools);
  }

  private List<Tool> tools(Row row) {
    return settings.tools().stream().filter(row::runsUnder).toList();
  }

  private SequencedMap<Tool, Outcome> all(Row row, Outcome outcome) {
    SequencedMap<Tool, Outcome> outcomes = new LinkedHashMap<>();
    tools(row).forEach(tool -> outcomes.put(tool, outcome));
    return outcomes;
  }
}
