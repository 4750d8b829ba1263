package dev.reprise.guesttests;

import dev.reprise.RunConfigBuilder;
import dev.reprise.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server with its clients for the matrix.
 *
 * @param quick whether it belongs to the cut that every build runs
 * @param user who runs it under Reprise
 * @param needs further programs that must be on the host, by their paths
 * @param command the script
 */
record ServerProgram(boolean quick, User user, List<String> needs, RealCommand command) {

  /** Why it cannot run here, or nothing when it can. */
  Optional<String> obstacle() {
    if (!command.isInstalled()) {
      return Optional.of(command.program() + " is not installed");
    }
    return needs.stream()
        .filter(program -> !Files.isExecutable(Path.of(program)))
        .findFirst()
        .map(program -> program + " is not installed");
  }

  /** The options of its runs under Reprise. */
  RunConfigBuilder configure(RunConfigBuilder builder) {
    return builder.user(user);
  }
}
