package dev.reprise.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
          + " The time is wall time from the start of the process to its end; the columns 'net'"
          + " hold the ratios after each tool's own start-up was subtracted. A row whose programs"
          + " are not installed is skipped.",
      "",
      "Exit status: 0 when every row has its figures, 1 when some row failed, 2 for a mistake in"
          + " the options or a missing program."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final int EXIT_FAILED_ROWS = 1;
  private static final int EXIT_USAGE = 2;

  /** What shells show for a command ended by ^C. */
  private static final int EXIT_INTERRUPTED = 130;

  /** Written by the script, not by the user. */
  private static final String LAUNCHER = "--launcher";

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
  private List<String> toolNames = List.of("native", "strace", "reprise");

  @Option(
      names = "--reprise",
      paramLabel = "NAME[@LAUNCHER][:OPTIONS]",
      description = {
        "Measure Reprise with these options of reprise run, in columns of this name; may be given"
            + " several times. A launcher is the ./reprise of another checkout.",
        "Example: --reprise plain --reprise 'seeded:--rng-seed 3'"
      })
  private List<String> variants = List.of();

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "Measured runs of each tool in each row. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--sessions",
      defaultValue = "1",
      paramLabel = "N",
      description = "Measure everything so many times, in a table each. Default: ${DEFAULT-VALUE}.")
  private int sessions;

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
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also write the tables as Markdown.")
  private @Nullable Path markdown;

  @Option(names = "--update-docs", description = "Also put the tables into docs/PERFORMANCE.md.")
  private boolean updateDocs;

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

  @Option(names = LAUNCHER, hidden = true, defaultValue = "./reprise")
  private Path launcher = Path.of("reprise");

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
    requireAtLeastOne("--runs", runs);
    requireAtLeastOne("--sessions", sessions);
    requireAtLeastOne("--limit", limitSeconds);
    return new Settings(chosenRows(), chosenTools(), runs, Duration.ofSeconds(limitSeconds), pin);
  }

  private void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw mistake(option + " must be at least 1");
    }
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
    try {
      return ToolChoice.of(toolNames, variants, launcher.toAbsolutePath().normalize());
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
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
    Reports reports = new Reports(settings, words(), json, markdown, docs());
    reports.requireWritable();
    ToolChoice.requireInstalled(settings.tools());
    MachineFacts machine = MachineFacts.read(launchers(settings));
    PrintStream progress = System.err;
    if (pin) {
      progress.println("Everything runs on core " + Pinning.toOneCore() + ".");
    }
    System.out.print(machine.text());
    List<SessionResult> results = new ArrayList<>();
    while (results.size() < sessions) {
      try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
        results.add(new Session(settings, temporary.path(), progress).run());
      }
      System.out.printf("%n%s", TableReport.render(settings, results.getLast()));
      // After each session, so that an interrupted series leaves those that were finished.
      reports.write(machine, results);
    }
    return results.stream().anyMatch(SessionResult::failed) ? EXIT_FAILED_ROWS : 0;
  }

  private static List<Path> launchers(Settings settings) {
    return settings.tools(Tool.Kind.REPRISE).stream()
        .map(tool -> Path.of(tool.prefix().getFirst()))
        .distinct()
        .toList();
  }

  private @Nullable Path docs() {
    return updateDocs ? launcher.resolveSibling("docs").resolve("PERFORMANCE.md") : null;
  }

  /** What the user typed: what the script has put before it is no part of it. */
  private String words() {
    List<String> words = new ArrayList<>(List.of("benchmarks/run"));
    List<String> arguments = commandLine().getParseResult().originalArgs();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(LAUNCHER)) {
        i++;
      } else {
        words.add(quoted(arguments.get(i)));
      }
    }
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9._/,:=@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
