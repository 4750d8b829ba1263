package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.FastPathMode;
import dev.reprise.Parallel;
import dev.reprise.RepriseException;
import dev.reprise.RunConfigBuilder;
import dev.reprise.ScheduleStrategy;
import dev.reprise.guesttests.GuestProgram.Kind;
import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each guest program passes under Reprise as it does natively, and two runs of it under different
 * conditions (directory on the host, load, time, processes side by side or one after the other) are
 * equal in all they show and in their digest. A program about a limit of Reprise shows that limit.
 */
@Tag("reprise")
@Execution(ExecutionMode.CONCURRENT)
class GuestProgramsRepriseTest {

  /** So many schedule seeds find two different results of a program whose threads race. */
  private static final int SCHEDULE_SEEDS = 20;

  /** So long may a program run which would never end. */
  private static final Duration ENDLESS = Duration.ofSeconds(5);

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyProgram() {
    return GuestProgram.all().stream()
        .flatMap(
            program ->
                program.variants().stream()
                    .map(
                        variant ->
                            DynamicTest.dynamicTest(
                                program.name() + " " + variant, () -> check(program, variant))));
  }

  private void check(GuestProgram program, Variant variant)
      throws IOException, InterruptedException, RepriseException {
    String binary = GuestCompiler.compile(program, variant).toString();
    Path place = directory.resolve(program.name() + "." + variant);
    List<String> command = new ArrayList<>(List.of(binary, "--show"));
    command.addAll(program.repriseArguments());
    if (!program.limit().isEmpty()) {
      showsItsLimit(place, program, command);
      return;
    }

    Ran first =
        run(
            place.resolve("first"),
            command,
            builder -> builder.fastPath(FastPathMode.OFF).parallel(Parallel.ON));
    assertThat(first.exit()).as(first.stderr()).isEqualTo(program.repriseExit());
    Ran second;
    try (Load load = Load.onAllCores()) {
      second =
          run(
              place.resolve("some/where/else"),
              command,
              builder -> builder.fastPath(FastPathMode.ON).parallel(Parallel.OFF));
    }
    assertThat(second).as("a second run under other conditions").isEqualTo(first);

    if (program.repriseExit() == 0) {
      comparesToNative(place, program, binary, first);
    }
    if (program.kind() == Kind.SCHEDULE) {
      variesBySeed(place, command);
    }
  }

  private static void showsItsLimit(Path place, GuestProgram program, List<String> command)
      throws IOException, RepriseException {
    Ran ran = run(place, command, builder -> builder.wallTimeout(ENDLESS));
    assertThat(ran.exit()).as(ran.stderr()).isEqualTo(program.repriseExit());
    assertThat(ran.stderr()).contains(program.limit());
  }

  private void comparesToNative(Path place, GuestProgram program, String binary, Ran shown)
      throws IOException, InterruptedException, RepriseException {
    List<String> command = new ArrayList<>(List.of(binary));
    Ran natively = NativeRun.run(Files.createDirectories(place.resolve("native")), command);
    command.addAll(program.repriseArguments());
    Ran plain = run(place.resolve("plain"), command, builder -> builder);
    assertThat(plain.stdout()).isEqualTo(natively.stdout());
    assertThat(plain.stderr()).isEqualTo(natively.stderr());
    assertThat(plain.files()).isEqualTo(natively.files());
    if (program.kind() == Kind.HOST) {
      Ran host =
          NativeRun.run(Files.createDirectories(place.resolve("host")), List.of(binary, "--show"));
      assertThat(shown.stdout()).as("not the host's values").isNotEqualTo(host.stdout());
    }
  }

  private void variesBySeed(Path place, List<String> command) throws IOException, RepriseException {
    Set<String> results = new HashSet<>();
    for (int seed = 1; seed <= SCHEDULE_SEEDS && results.size() < 2; seed++) {
      long schedSeed = seed;
      UnaryOperator<RunConfigBuilder> random =
          builder -> builder.schedule(ScheduleStrategy.RANDOM).schedSeed(schedSeed);
      Ran once = run(place.resolve("seed" + seed), command, random);
      Ran again = run(place.resolve("seed" + seed + "again"), command, random);
      assertThat(again).as("the same schedule seed").isEqualTo(once);
      results.add(once.stdout());
    }
    assertThat(results).as("results of different schedule seeds").hasSizeGreaterThan(1);
  }

  private static Ran run(
      Path directory, List<String> command, UnaryOperator<RunConfigBuilder> options)
      throws IOException, RepriseException {
    return RepriseRun.run(Files.createDirectories(directory), command, options);
  }
}
