package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One way to run a command. All of them are measured in the same way and differ only in words. */
enum Tool {
  /** The command itself: what the others are compared with. */
  NATIVE,
  /**
   * {@code strace -f}, which stops the guest twice per system call, as ptrace tools do at worst.
   */
  STRACE,
  /** {@code reprise run}, start-up included. */
  REPRISE;

  /** The name as the user writes it and as the reports print it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The words which run a command under this tool.
   *
   * @param command the program and its arguments
   * @param reprise the launcher script of Reprise
   */
  List<String> wrap(List<String> command, Path reprise) {
    List<String> words =
        new ArrayList<>(
            switch (this) {
              case NATIVE -> List.of();
              case STRACE -> List.of("strace", "-f", "-o", "/dev/null");
              case REPRISE -> List.of(reprise.toString(), "run", "--");
            });
    words.addAll(command);
    return List.copyOf(words);
  }
}
