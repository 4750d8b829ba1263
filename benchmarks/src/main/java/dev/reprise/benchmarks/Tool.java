package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to run a command. All of them are measured in the same way and differ only in words.
 *
 * @param label the name as the user writes it and as the reports print it; no two of a session are
 *     alike
 * @param kind what sort of tool it is
 * @param prefix the words before the command
 */
record Tool(String label, Kind kind, List<String> prefix) {

  /** The sorts of tools. Of Reprise there may be several in one session, with other options. */
  enum Kind {
    NATIVE,
    STRACE,
    REPRISE
  }

  /** The command itself: what the others are compared with. */
  static final Tool NATIVE = new Tool("native", Kind.NATIVE, List.of());

  /**
   * {@code strace -f}, which stops the guest twice per system call, as ptrace tools do at worst.
   */
  static final Tool STRACE =
      new Tool("strace", Kind.STRACE, List.of("strace", "-f", "-o", "/dev/null"));

  Tool {
    prefix = List.copyOf(prefix);
  }

  /**
   * {@code reprise run}.
   *
   * @param label its name in the reports
   * @param launcher the script that starts Reprise
   * @param options options of {@code run}
   */
  static Tool reprise(String label, Path launcher, List<String> options) {
    List<String> prefix = new ArrayList<>(List.of(launcher.toString(), "run"));
    prefix.addAll(options);
    prefix.add("--");
    return new Tool(label, Kind.REPRISE, prefix);
  }

  /** The words which run a command, given as the program and its arguments, under this tool. */
  List<String> wrap(List<String> command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    return List.copyOf(words);
  }

  @Override
  public String toString() {
    return label;
  }
}
