package dev.reprise;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run gave. Two runs of the same command with the same inputs give equal results.
 *
 * @param outcome why the run ended
 * @param message for an outcome other than EXITED and SIGNALED: what happened and the way out, in
 *     lines for a person; null otherwise
 * @param exitStatus how the first process ended; when the run was ended from outside, that it was
 *     killed
 * @param stdout what the guest wrote to its standard output when captured, else empty
 * @param stderr what the guest wrote to its standard error when captured, else empty
 * @param run the identity of the run's inputs as far as they are known at its start: SHA-256 of the
 *     command and its options, 64 hexadecimal digits, which begin the name of each {@link Moment}
 * @param digest the identity of the execution: a digest of the event log, 64 hexadecimal digits
 * @param events the number of events, which are numbered from 1
 * @param virtualTime how far the virtual clock advanced
 * @param changes the files that the run changed, in the order of their paths; empty unless the
 *     command asked for them
 */
public record RunResult(
    Outcome outcome,
    @Nullable String message,
    ExitStatus exitStatus,
    Bytes stdout,
    Bytes stderr,
    String run,
    String digest,
    long events,
    Duration virtualTime,
    List<Change> changes) {

  /** Takes a copy of the list. */
  public RunResult {
    changes = List.copyOf(changes);
  }
}
