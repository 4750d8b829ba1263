package dev.reprise.benchmarks;

import dev.reprise.Command;
import dev.reprise.Outcome;
import dev.reprise.Output;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RunConfig;
import dev.reprise.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one system call costs from the guest to the tracer and back, in a JVM that has made some runs
 * before: a guest makes the same call in a loop, under the library.
 *
 * <p>An operation of {@link #roundTrip} is one call, and its time holds its share of the start of a
 * run; that is what {@link #start} measures, by a guest that makes none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class RoundTripBenchmark {
  /** Enough for the start of a run to be a small part, and few enough for a tracer by ptrace. */
  private static final int CALLS = 500_000;

  private Path directory = Path.of(".");
  private Path guest = directory;

  /** The calls, which differ in who answers them. */
  @State(Scope.Benchmark)
  public static class Calls {
    /**
     * {@code getpid} is executed by the host and shows the cost of the loop, {@code clock_gettime}
     * is the call that programs make most, and {@code getpriority} is answered from the tracer's
     * own state.
     */
    @Param({"getpid", "clock_gettime", "getpriority"})
    public String call = "getpid";
  }

  /** Compiles the guest. */
  @Setup(Level.Trial)
  public void compile() throws IOException, InterruptedException {
    directory = Files.createTempDirectory("reprise-jmh-");
    guest = HostPrograms.compile("roundtrip", directory);
  }

  /** Deletes the guest. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    TemporaryDirectory.delete(directory);
  }

  /** One call. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public RunResult roundTrip(Calls calls) throws RepriseException {
    return run(calls.call, CALLS);
  }

  /** A run of the same guest without any call in its loop. */
  @Benchmark
  public RunResult start() throws RepriseException {
    return run("getpid", 0);
  }

  private RunResult run(String call, int count) throws RepriseException {
    RunConfig config =
        RunConfig.builder()
            .workdir(directory)
            .stdout(Output.CAPTURE)
            .stderr(Output.CAPTURE)
            .build();
    RunResult result =
        Reprise.run(Command.of(guest.toString(), call, Integer.toString(count)).with(config));
    if (result.outcome() != Outcome.EXITED || result.exitStatus().exitCode() != 0) {
      throw new IllegalStateException(
          "the guest failed: " + result.message() + result.stderr().text());
    }
    return result;
  }
}
