package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What one has to know of a machine before comparing its figures with those of another.
 *
 * @param facts values by name, in the order in which they are shown
 */
record MachineFacts(SequencedMap<String, String> facts) {

  /**
   * Asks this machine. What is not installed is left out, and so is the commit when the launcher is
   * not in a checkout.
   *
   * @param launchers the scripts that start Reprise
   */
  static MachineFacts read(List<Path> launchers) throws IOException, InterruptedException {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", cpuModel());
    int cores = Runtime.getRuntime().availableProcessors();
    facts.put("cores", "%d (%s)".formatted(cores, Pinning.allowedCores()));
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("jdk", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    for (String program : List.of("strace", "gcc", "python3")) {
      String version = version(program);
      if (!version.isEmpty()) {
        facts.put(program, version);
      }
    }
    String commits = commits(launchers);
    if (!commits.isEmpty()) {
      facts.put("commit", commits);
    }
    return new MachineFacts(facts);
  }

  private static String commits(List<Path> launchers) throws IOException, InterruptedException {
    SequencedSet<String> commits = new LinkedHashSet<>();
    for (Path launcher : launchers) {
      Path folder = Optional.ofNullable(launcher.getParent()).orElse(Path.of("/"));
      String commit = firstLine(folder, "git", "describe", "--always", "--dirty", "--abbrev=12");
      if (!commit.isEmpty()) {
        commits.add(commit);
      }
    }
    return String.join(", ", commits);
  }

  private static String cpuModel() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
      if (line.startsWith("model name")) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown";
  }

  /** The last word of the first line that {@code --version} prints, or an empty string. */
  private static String version(String program) throws InterruptedException {
    String firstLine = firstLine(Path.of("/"), program, "--version");
    return firstLine.substring(firstLine.lastIndexOf(' ') + 1);
  }

  /** The first line that a program prints, or an empty string when it is missing or fails. */
  private static String firstLine(Path directory, String program, String... arguments)
      throws InterruptedException {
    try {
      String output = HostPrograms.outputOf(directory, HostPrograms.command(program, arguments));
      return output.lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** The facts on one line each. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      text.append("%-8s %s%n".formatted(fact.getKey(), fact.getValue()));
    }
    return text.toString();
  }
}
