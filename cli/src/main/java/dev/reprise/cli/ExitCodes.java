package dev.reprise.cli;

import dev.reprise.RepriseException;
import dev.reprise.RunResult;

/**
 * The exit codes of the command. A guest's own code is passed on, so those of Reprise itself lie
 * where shells, {@code env} and {@code timeout} have theirs.
 */
final class ExitCodes {

  static final int EQUAL = 0;
  static final int DIFFERENT = 1;
  static final int DEADLOCK = 121;
  static final int REFUSED = 122;
  static final int TIMEOUT = 124;
  static final int FAILED = 125;
  static final int NOT_EXECUTABLE = 126;
  static final int NOT_FOUND = 127;

  /** Ended by the user; a command that knows by which signal adds its number to 128 itself. */
  static final int INTERRUPTED = 130;

  /** The table for help texts: a code, or a range of codes, and what it means. */
  static final String[][] TABLE = {
    {"0-255", "the program's own exit code; 128+N when signal N ended it"},
    {"121", "deadlock: no thread of the program could ever run again"},
    {
      "122", "the program asked for something that Reprise refuses; --allow NAME may let it through"
    },
    {"124", "a limit of --timeout or --wall-timeout was reached"},
    {"125", "Reprise itself failed, or was called in a wrong way"},
    {"126", "the program cannot be executed"},
    {"127", "the program was not found"},
  };

  private ExitCodes() {}

  /** The code with which {@code reprise run} ends after a run. */
  static int of(RunResult result) {
    return switch (result.outcome()) {
      case EXITED, SIGNALED -> result.exitStatus().shellCode();
      case STOPPED -> 0;
      case DEADLOCK -> DEADLOCK;
      case REFUSED -> REFUSED;
      case TIMEOUT -> TIMEOUT;
      case INTERRUPTED -> INTERRUPTED;
    };
  }

  /** The code for a run that could not take place. */
  static int of(RepriseException failure) {
    return switch (failure.kind()) {
      case NOT_FOUND -> NOT_FOUND;
      case NOT_EXECUTABLE -> NOT_EXECUTABLE;
      case INTERRUPTED -> INTERRUPTED;
      case BAD_INPUT, HOST -> FAILED;
    };
  }
}
