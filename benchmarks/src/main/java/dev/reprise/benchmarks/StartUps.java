package dev.reprise.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * What the tools cost before the work begins, from runs of {@code /bin/true} between the runs of
 * the rows. It is a price per command, however long that runs: subtracting it leaves what the work
 * itself costs.
 *
 * @param samples the times of {@code /bin/true} by tool; a tool that failed is absent
 */
record StartUps(SequencedMap<Tool, Samples> samples) {
  StartUps {
    samples = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(samples));
  }

  /** The times of a tool's runs of {@code /bin/true}, when it has any. */
  Optional<Samples> of(Tool tool) {
    return Optional.ofNullable(samples.get(tool));
  }

  /**
   * How many nanoseconds longer than natively {@code /bin/true} takes under a tool: median less
   * median. The native start of the process stays, since it is part of the native figures, too.
   */
  OptionalDouble excessNanos(Tool tool) {
    Samples mine = samples.get(tool);
    Samples base = samples.get(Tool.NATIVE);
    return mine == null || base == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(mine.medianNanos() - base.medianNanos());
  }
}
