package dev.reprise.cli;

import dev.reprise.Reprise;
import dev.reprise.linux.OwnProcess;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command {@code reprise}. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (args.length > 1) {
      // A command and what to do: while the line is parsed, a run's slow beginnings can be loaded.
      Reprise.warmUp();
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = new Cli(out, err).execute(OwnProcess.arguments(args));
    out.flush();
    err.flush();
    System.exit(code);
  }
}
