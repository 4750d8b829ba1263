package dev.reprise.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command {@code reprise}. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = new Cli(out, err).execute(args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
