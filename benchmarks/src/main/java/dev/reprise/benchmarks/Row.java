package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the table: a piece of work whose output is the same on every native run.
 *
 * @param name what {@code --rows} calls it
 * @param description what it does, in a few words
 * @param preparation makes its programs and inputs; this is not measured
 * @param target what it is wanted to cost under Reprise, where that was decided
 * @param traits in what it differs from other rows
 */
record Row(
    String name,
    String description,
    Preparation preparation,
    Optional<Target> target,
    Set<Trait> traits) {

  /** In what a row may differ from others. */
  enum Trait {
    /**
     * The native runs are confined to one core: for threads which hand over to each other, where
     * the native time across cores depends mostly on how long the host takes to wake a core.
     */
    NATIVE_ON_ONE_CORE,
    /** Is not run under strace, which would take minutes and show what another row shows. */
    WITHOUT_STRACE,
    /** Its work is the start-up itself, which therefore is not subtracted. */
    START_UP
  }

  Row {
    traits = Set.copyOf(traits);
  }

  /** A row as most are, without a target. */
  Row(String name, String description, Preparation preparation) {
    this(name, description, preparation, Optional.empty(), Set.of());
  }

  /** The same row with a target. */
  Row wanted(Target wanted) {
    return new Row(name, description, preparation, Optional.of(wanted), traits);
  }

  /** The same row with one more trait. */
  Row with(Trait trait) {
    Set<Trait> more =
        Stream.concat(traits.stream(), Stream.of(trait)).collect(Collectors.toUnmodifiableSet());
    return new Row(name, description, preparation, target, more);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether the row is measured under a tool. */
  boolean runsUnder(Tool tool) {
    return tool.kind() != Tool.Kind.STRACE || !is(Trait.WITHOUT_STRACE);
  }

  /** Makes what a row needs in a fresh directory. */
  @FunctionalInterface
  interface Preparation {
    /**
     * @param directory an empty directory of this row's own
     * @throws MissingProgramException when a needed program is not installed
     * @throws IOException when a file cannot be made; the message is shown to the user
     */
    Work prepare(Path directory) throws IOException, InterruptedException;
  }
}
