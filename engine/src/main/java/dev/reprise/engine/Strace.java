package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.RepriseException;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import java.util.function.Consumer;

/** Prints a program's system calls: of a deterministic run, or of one that is only looked at. */
public final class Strace {
  private final Consumer<String> lines;

  /** A printer of lines. */
  public Strace(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Runs a command deterministically. */
  public RunResult deterministic(Command command, RunControl control) throws RepriseException {
    Observers observers = new Observers().listener(new CallPrinter(lines)).messages(lines);
    return Runs.run(command, Conditions.PRESENT, observers, control);
  }

  /** Runs a command as the host would; the result is its first process's. */
  public dev.reprise.ExitStatus observed(Command command, RunControl control)
      throws RepriseException {
    return Runs.onOwnThread(() -> new Observation(lines).observe(command, control));
  }
}
