package dev.reprise.guesttests;

import dev.reprise.Command;
import dev.reprise.Input;
import dev.reprise.Output;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RunConfig;
import dev.reprise.RunResult;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of very many system calls in a JVM of its own, whose heap so holds nothing else: {@code dd}
 * copies one byte at a time, with two calls for each.
 */
final class LongRun {
  private static final long PAUSE_MILLIS = 500;

  private LongRun() {}

  /**
   * Takes the number of system calls and the directory to run in; prints from time to time how many
   * bytes of the heap are in use.
   */
  public static void main(String[] arguments) throws RepriseException {
    Thread.ofPlatform().daemon().start(LongRun::measure);
    String bytes = String.valueOf(Long.parseLong(arguments[0]) / 2);
    List<String> words = List.of("if=/dev/zero", "of=/dev/null", "bs=1", "count=" + bytes);
    RunConfig config =
        RunConfig.builder()
            .workdir(Path.of(arguments[1]))
            .stdin(Input.empty())
            .stdout(Output.CAPTURE)
            .stderr(Output.CAPTURE)
            .build();
    RunResult result = Reprise.run(new Command("dd", words, config));
    System.out.println(result.events() + " events");
    System.exit(result.exitStatus() == null ? 1 : result.exitStatus().shellCode());
  }

  private static void measure() {
    Runtime runtime = Runtime.getRuntime();
    while (true) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      System.gc();
      System.out.println("in use " + (runtime.totalMemory() - runtime.freeMemory()));
    }
  }
}
