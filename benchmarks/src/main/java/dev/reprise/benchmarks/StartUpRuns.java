package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Runs {@code /bin/true} under each tool just before each of the tool's runs of a row, so that the
 * start-up which is subtracted comes from the same minutes as the figures.
 */
final class StartUpRuns {
  private static final List<String> TRUE = List.of("/bin/true");

  private final Stopwatch stopwatch;
  private final Work work;
  private final SequencedMap<Tool, List<Long>> nanos = new LinkedHashMap<>();

  /**
   * @param stopwatch measures them as it measures the rows
   * @param directory an empty one
   */
  StartUpRuns(Stopwatch stopwatch, Path directory) {
    this.stopwatch = stopwatch;
    this.work = new Work(TRUE, directory);
  }

  /** Runs it once. A run that fails leaves no time; the row that follows will fail, too. */
  void run(Tool tool, boolean counts) throws IOException, InterruptedException {
    Stopwatch.Timed timed = stopwatch.run(tool, work);
    Optional<Evidence> evidence = timed.evidence();
    if (counts && evidence.isPresent() && evidence.get().exitStatus() == 0) {
      nanos.computeIfAbsent(tool, t -> new ArrayList<>()).add(timed.nanos());
    }
  }

  /** What was measured so far. */
  StartUps result() {
    SequencedMap<Tool, Samples> samples = new LinkedHashMap<>();
    nanos.forEach((tool, times) -> samples.put(tool, new Samples(times)));
    return new StartUps(samples);
  }
}
