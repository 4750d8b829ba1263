package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What one has to know of a machine before comparing its figures with those of another.
 *
 * @param facts values by name, in the order in which they are shown
 */
record MachineFacts(SequencedMap<String, String> facts) {

  /** Asks this machine. A program that is not installed is left out. */
  static MachineFacts read(int cores) throws IOException, InterruptedException {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", cpuModel());
    facts.put("cores", Integer.toString(cores));
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("jdk", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    for (String program : List.of("strace", "gcc", "python3")) {
      String version = version(program);
      if (!version.isEmpty()) {
        facts.put(program, version);
      }
    }
    return new MachineFacts(facts);
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
    try {
      String output =
          HostPrograms.outputOf(Path.of("/"), HostPrograms.command(program, "--version"));
      String firstLine = output.lines().findFirst().orElse("").strip();
      return firstLine.substring(firstLine.lastIndexOf(' ') + 1);
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
