package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.BaseEnv;
import dev.reprise.Command;
import dev.reprise.Input;
import dev.reprise.Output;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RunConfig;
import dev.reprise.RunConfigBuilder;
import dev.reprise.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs a program under Reprise, in a directory beneath the host's /tmp. The guest, which has a /tmp
 * of its own, sees that directory at one fixed place: so where it is on the host is one of the
 * conditions which must make no difference.
 */
final class RepriseRun {

  /** Where the guest finds its working directory. */
  static final Path GUEST_DIRECTORY = Path.of("/work");

  private static final Duration LIMIT = Duration.ofSeconds(600);

  private RepriseRun() {}

  /** Runs the command with the default options. */
  static Ran run(Path directory, List<String> command) throws RepriseException, IOException {
    return run(directory, command, builder -> builder);
  }

  /** Runs the command with the options as changed by {@code options}. */
  static Ran run(Path directory, List<String> command, UnaryOperator<RunConfigBuilder> options)
      throws RepriseException, IOException {
    RunConfig config =
        options
            .apply(
                RunConfig.builder()
                    .workdir(directory)
                    .baseEnv(BaseEnv.MINIMAL)
                    .env(List.of("HOME=" + GUEST_DIRECTORY, "LANG=C.UTF-8", "TZ=UTC"))
                    .stdin(Input.empty())
                    .stdout(Output.CAPTURE)
                    .stderr(Output.CAPTURE)
                    .wallTimeout(LIMIT))
            .build();
    RunResult result =
        Reprise.run(new Command(command.getFirst(), command.subList(1, command.size()), config));
    String message = result.message() == null ? "" : result.message();
    return new Ran(
        exit(result),
        new String(result.stdout().toArray(), ISO_8859_1),
        new String(result.stderr().toArray(), ISO_8859_1) + message,
        FileTree.snapshot(directory),
        result.digest(),
        result.events());
  }

  private static int exit(RunResult result) {
    return switch (result.outcome()) {
      case EXITED, SIGNALED -> result.exitStatus().shellCode();
      case DEADLOCK -> DEADLOCK_EXIT;
      case REFUSED -> REFUSED_EXIT;
      case TIMEOUT -> TIMEOUT_EXIT;
      case STOPPED, INTERRUPTED -> throw new IllegalStateException("nobody asked for this end");
    };
  }

  /** The exit codes that the command line documents for a run which did not end by itself. */
  private static final int DEADLOCK_EXIT = 121;

  private static final int REFUSED_EXIT = 122;
  private static final int TIMEOUT_EXIT = 124;
}
