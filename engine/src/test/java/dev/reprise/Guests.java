package dev.reprise;

import java.util.List;
import java.util.function.UnaryOperator;

/** Commands for tests, with their outputs captured and nothing to read. */
final class Guests {
  private Guests() {}

  static Command command(UnaryOperator<RunConfigBuilder> options, String... words) {
    RunConfigBuilder config =
        RunConfig.builder().stdin(Input.empty()).stdout(Output.CAPTURE).stderr(Output.CAPTURE);
    return new Command(
        words[0], List.of(words).subList(1, words.length), options.apply(config).build());
  }

  static RunResult run(UnaryOperator<RunConfigBuilder> options, String... words)
      throws RepriseException {
    return Reprise.run(command(options, words));
  }

  static RunResult shell(String script) throws RepriseException {
    return run(UnaryOperator.identity(), "sh", "-c", script);
  }
}
