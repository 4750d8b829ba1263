package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command of real programs for the matrix.
 *
 * @param name what the test is called
 * @param program the program that must be installed: its path, or its name
 * @param script what bash runs
 * @param inputs what is in the working directory when it starts
 * @param comparison what of its result a native run gives as well
 */
record RealCommand(
    String name, String program, String script, RunInputs inputs, Comparison comparison) {

  /**
   * What of a result does not depend on time, chance or the machine, so that natively it is equal.
   */
  enum Comparison {
    /** Outputs, exit status and files. */
    ALL,
    /** Exit status and files; the outputs come in an order of chance. */
    FILES,
    /** The exit status alone. */
    EXIT,
    /** The exit status alone, and that is 0: the command checks by itself what it gets. */
    SUCCESS;

    /** Demands that the two results are equal in what they have in common. */
    void check(Ran ran, Ran natively) {
      assertThat(ran.exit())
          .as("exit status, stderr: %s; natively: %s", ran.stderr(), natively.stderr())
          .isEqualTo(natively.exit());
      if (this == SUCCESS) {
        assertThat(ran.exit()).as("exit status, stderr: %s", ran.stderr()).isZero();
      }
      if (this == ALL || this == FILES) {
        assertThat(ran.files()).as("files").isEqualTo(natively.files());
      }
      if (this == ALL) {
        assertThat(ran.stdout()).as("stdout").isEqualTo(natively.stdout());
        assertThat(ran.stderr()).as("stderr").isEqualTo(natively.stderr());
      }
    }
  }

  /** Whether the program is there, where the guest's PATH looks for it. */
  boolean isInstalled() {
    return Stream.of("/usr/local/bin", "/usr/bin", "/bin")
        .anyMatch(place -> Files.isExecutable(Path.of(place).resolve(program)));
  }

  /** The command line. */
  List<String> commandLine() {
    return List.of("/bin/bash", "-c", script);
  }
}
