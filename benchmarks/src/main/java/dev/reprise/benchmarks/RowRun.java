package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The runs of one row, in which a tool that failed once takes no further part. The first native run
 * says what the outputs of the others have to be.
 */
final class RowRun {
  private final Work work;
  private final Work nativeWork;
  private final Map<Tool, List<Long>> nanos = new HashMap<>();
  private final Map<Tool, String> failures = new HashMap<>();
  private Optional<Evidence> reference = Optional.empty();

  private RowRun(Work work, Work nativeWork) {
    this.work = work;
    this.nativeWork = nativeWork;
  }

  /**
   * Makes what the row needs in a directory of its own.
   *
   * @throws MissingProgramException when a program is not installed
   * @throws PreparationException when something else cannot be made
   */
  static RowRun prepare(Row row, Path directory)
      throws MissingProgramException, PreparationException, InterruptedException {
    try {
      Work work = row.preparation().prepare(directory);
      return new RowRun(work, row.is(Row.Trait.NATIVE_ON_ONE_CORE) ? onOneCore(work) : work);
    } catch (MissingProgramException e) {
      throw e;
    } catch (IOException e) {
      throw new PreparationException(e);
    }
  }

  private static Work onOneCore(Work work) throws IOException {
    return new Work(
        Pinning.wrap(work.command()), work.directory(), work.outputs(), work.leftovers());
  }

  /** Runs the work under a tool and returns the time, or how it failed, in words. */
  String run(Tool tool, Stopwatch stopwatch, boolean counts)
      throws IOException, InterruptedException {
    boolean isNative = tool.kind() == Tool.Kind.NATIVE;
    Stopwatch.Timed timed = stopwatch.run(tool, isNative ? nativeWork : work);
    Optional<String> failure = judge(isNative, timed, stopwatch.limit());
    if (failure.isPresent()) {
      failures.put(tool, failure.get());
      return "FAILED (%s)".formatted(failure.get());
    }
    if (counts) {
      nanos.computeIfAbsent(tool, t -> new ArrayList<>()).add(timed.nanos());
    }
    return String.format(Locale.ROOT, "%.3f s", timed.nanos() / 1e9);
  }

  private Optional<String> judge(boolean isNative, Stopwatch.Timed timed, Duration limit) {
    if (timed.evidence().isEmpty()) {
      return Optional.of("not finished after %d s".formatted(limit.toSeconds()));
    }
    Evidence evidence = timed.evidence().get();
    if (isNative && reference.isEmpty() && evidence.exitStatus() == 0) {
      reference = Optional.of(evidence);
    }
    if (reference.isEmpty() && !isNative) {
      return Optional.of("there is no native run to compare with");
    }
    return evidence.failureAgainst(reference.orElse(evidence));
  }

  /** The tools that take no further part. */
  Set<Tool> failed() {
    return failures.keySet();
  }

  /** What came of it, after at least one run of each tool that counts. */
  SequencedMap<Tool, Outcome> outcomes(List<Tool> tools) {
    SequencedMap<Tool, Outcome> outcomes = new LinkedHashMap<>();
    for (Tool tool : tools) {
      String failure = failures.get(tool);
      outcomes.put(
          tool,
          failure == null
              ? new Outcome.Measured(new Samples(nanos.getOrDefault(tool, List.of())))
              : new Outcome.Failed(failure));
    }
    return outcomes;
  }

  /** Something that a row needs could not be made. */
  static final class PreparationException extends Exception {
    private static final long serialVersionUID = 1;

    PreparationException(IOException cause) {
      super("not prepared: " + cause.getMessage(), cause);
    }
  }
}
