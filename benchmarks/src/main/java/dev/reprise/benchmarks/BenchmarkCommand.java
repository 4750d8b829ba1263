package dev.reprise.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks/run",
    description = {
      "Measures the same work natively, under strace -f and under reprise run, and prints the"
          + " ratios of the medians to native.",
      ""
    },
    footer = {
      "",
      "The tools take turns (native, strace, reprise, native, ...) after one warm-up of each."
          + " strace -f -o /dev/null is measured in the same way as Reprise: started alike, in the"
          + " same directory, with the same inputs, and its output compared with the native one."
          + " The time is wall time from the start of the process to its end, so the start-up of"
          + " each tool is part of its figure.",
      "",
      "Exit status: 0 when every row has its figures, 1 when some row failed, 2 for a mistake in"
          + " the options or a missing program."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final int EXIT_FAILED_ROWS = 1;
  private static final int EXIT_USAGE = 2;

  /** What shells show for a command ended by ^C. */
  private static final int EXIT_INTERRUPTED = 130;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "NAME",
      description = "Only these rows (see --list).")
  private List<String> rowNames = List.of();

  @Option(
      names = "--tools",
      split = ",",
      paramLabel = "TOOL",
      description = "Of native, strace and reprise; native is always measured. Default: all.")
  private List<String> toolNames = Arrays.stream(Tool.values()).map(Tool::label).toList();

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "Measured runs of each tool in each row. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--limit",
      defaultValue = "300",
      paramLabel = "SECONDS",
      description = "A single run that takes longer has failed. Default: ${DEFAULT-VALUE}.")
  private int limitSeconds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results with every sample as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--pin",
      description = "Run all tools on one core, set with taskset. Default: not pinned.")
  private boolean pin;

  @Option(names = "--list", description = "List the rows and exit.")
  private boolean list;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--reprise", hidden = true, defaultValue = "./reprise")
  private Path reprise = Path.of("reprise");

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (list) {
      Rows.all().forEach(row -> System.out.printf("%-13s %s%n", row.name(), row.description()));
      return 0;
    }
    Settings settings = settings();
    try {
      return measure(settings);
    } catch (IOException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      commandLine().getErr().println("benchmarks: " + message);
      return EXIT_USAGE;
    } catch (InterruptedException e) {
      return EXIT_INTERRUPTED;
    }
  }

  private Settings settings() {
    if (runs < 1) {
      throw mistake("--runs must be at least 1");
    }
    if (limitSeconds < 1) {
      throw mistake("--limit must be at least 1 second");
    }
    return new Settings(
        chosenRows(),
        chosenTools(),
        runs,
        Duration.ofSeconds(limitSeconds),
        pin,
        reprise.toAbsolutePath().normalize());
  }

  private List<Row> chosenRows() {
    List<Row> all = Rows.all();
    List<String> known = all.stream().map(Row::name).toList();
    for (String name : rowNames) {
      if (!known.contains(name)) {
        throw mistake("no row '%s'; there are %s".formatted(name, String.join(", ", known)));
      }
    }
    return rowNames.isEmpty()
        ? all
        : all.stream().filter(row -> rowNames.contains(row.name())).toList();
  }

  private List<Tool> chosenTools() {
    List<Tool> all = List.of(Tool.values());
    List<String> known = all.stream().map(Tool::label).toList();
    for (String name : toolNames) {
      if (!known.contains(name)) {
        throw mistake("no tool '%s'; there are %s".formatted(name, String.join(", ", known)));
      }
    }
    return all.stream()
        .filter(tool -> tool == Tool.NATIVE || toolNames.contains(tool.label()))
        .toList();
  }

  private ParameterException mistake(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the specification before it calls");
    }
    return spec.commandLine();
  }

  private int measure(Settings settings) throws IOException, InterruptedException {
    requireWritable();
    requireTools(settings);
    MachineFacts machine = MachineFacts.read(Runtime.getRuntime().availableProcessors());
    PrintStream progress = System.err;
    if (pin) {
      progress.println("Everything runs on core " + Pinning.toOneCore() + ".");
    }
    List<RowResult> results;
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      results = new Session(settings, temporary.path(), progress).run();
    }
    System.out.print(machine.text());
    System.out.printf(
        "%-8s %d of each tool, in turns; %s%n%n",
        "runs", settings.runs(), settings.pinned() ? "pinned to one core" : "not pinned");
    System.out.print(TableReport.render(settings.tools(), results));
    writeJson(machine, settings, results);
    return results.stream().anyMatch(RowResult::failed) ? EXIT_FAILED_ROWS : 0;
  }

  /** A missing tool is told at once, not after minutes of native runs. */
  private static void requireTools(Settings settings) throws IOException {
    if (settings.tools().contains(Tool.REPRISE) && !Files.isExecutable(settings.reprise())) {
      throw new IOException(settings.reprise() + " is missing or not executable");
    }
    if (settings.tools().contains(Tool.STRACE)) {
      try {
        HostPrograms.find("strace");
      } catch (FileNotFoundException e) {
        throw new IOException(
            e.getMessage()
                + ": install it (Debian: apt install strace), or leave it out with"
                + " --tools native,reprise",
            e);
      }
    }
  }

  /** The same for a place where the results cannot be written. */
  private void requireWritable() throws IOException {
    if (json != null) {
      try {
        // Opened without truncation: an interrupted session leaves earlier results alone.
        Files.newOutputStream(json, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      } catch (IOException e) {
        throw new IOException("cannot write " + json + ": " + e.getClass().getSimpleName(), e);
      }
    }
  }

  private void writeJson(MachineFacts machine, Settings settings, List<RowResult> results)
      throws IOException {
    if (json != null) {
      try (Writer writer = Files.newBufferedWriter(json, StandardCharsets.UTF_8)) {
        JsonReport.write(writer, machine, settings, results);
      }
    }
  }
}
