package dev.reprise.cli;

import dev.reprise.RepriseException;
import dev.reprise.engine.HostErrors;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line, runs its command, and turns a failure into one line and an exit code. */
final class Cli {

  private final PrintWriter out;
  private final PrintWriter err;

  Cli(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Returns the exit code, after everything was printed. */
  int execute(String... args) {
    CommandLine root = Commands.forArguments(args).setOut(out).setErr(err);
    ParseResult result;
    try {
      result = root.parseArgs(args);
    } catch (UnmatchedArgumentException e) {
      return usageError(e.getCommandLine(), unmatched(e));
    } catch (ParameterException e) {
      return usageError(e.getCommandLine(), String.valueOf(e.getMessage()));
    }
    CommandLine chosen = root;
    if (result.hasSubcommand()) {
      chosen = result.subcommand().commandSpec().commandLine();
    }
    if (chosen.isUsageHelpRequested()) {
      chosen.usage(out);
      return 0;
    }
    if (chosen.isVersionHelpRequested()) {
      chosen.printVersionHelp(out);
      return 0;
    }
    if (chosen.getCommandSpec().userObject() instanceof CliCommand command) {
      return run(command, chosen);
    }
    return usageError(chosen, "a command is missing");
  }

  private int run(CliCommand command, CommandLine line) {
    try {
      return command.run(line);
    } catch (IllegalArgumentException e) {
      trace(command, e);
      return usageError(line, String.valueOf(e.getMessage()));
    } catch (RepriseException e) {
      trace(command, e);
      err.println("reprise: " + e.getMessage());
      return ExitCodes.of(e);
    } catch (RuntimeException | Error e) {
      trace(command, e);
      err.println("reprise: " + HostErrors.endOfRun(e));
      return ExitCodes.FAILED;
    }
  }

  private void trace(CliCommand command, Throwable failure) {
    if (command.showsTraces()) {
      failure.printStackTrace(err);
    }
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().getFirst();
    String what =
        argument.startsWith("-")
            ? "unknown option '"
            : e.getCommandLine().getParent() == null ? "unknown command '" : "unexpected '";
    return what + argument + "'";
  }

  private int usageError(CommandLine line, String message) {
    String oneLine = message.lines().reduce((a, b) -> a + " " + b).orElse(message);
    err.println("reprise: " + Character.toLowerCase(oneLine.charAt(0)) + oneLine.substring(1));
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'");
    return ExitCodes.FAILED;
  }
}
