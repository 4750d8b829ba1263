package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own. */
final class CommandProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private CommandProcess() {}

  /** A builder for {@code reprise} with these arguments. */
  static ProcessBuilder builder(String... arguments) {
    return new ProcessBuilder(words(arguments));
  }

  /** What is to be executed for {@code reprise} with these arguments. */
  static List<String> words(String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                // Whoever started these tests may ignore signals, as nohup(1) does: a JVM would
                // too.
                "env",
                "--default-signal",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(Arrays.asList(arguments));
    return words;
  }

  static void send(String signal, Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  static int exitCode(Process process) throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).isTrue();
    return process.exitValue();
  }

  /** Waits until none of these processes runs, and no other whose arguments hold the mark. */
  static void awaitNobodyLeft(List<ProcessHandle> guests, String mark) throws InterruptedException {
    List<String> left = left(guests, mark);
    for (int i = 0; i < 200 && !left.isEmpty(); i++) {
      Thread.sleep(50);
      left = left(guests, mark);
    }
    assertThat(left).isEmpty();
  }

  private static List<String> left(List<ProcessHandle> guests, String mark) {
    List<String> left = new ArrayList<>();
    guests.stream()
        .map(ProcessHandle::pid)
        .filter(CommandProcess::isRunning)
        .forEach(pid -> left.add("process " + pid));
    File[] processes = new File("/proc").listFiles((folder, name) -> name.matches("\\d+"));
    for (File process : processes == null ? new File[0] : processes) {
      String arguments = read(process.toPath().resolve("cmdline"));
      if (arguments.contains(mark) && isRunning(Long.parseLong(process.getName()))) {
        left.add(arguments.replace('\0', ' '));
      }
    }
    return left;
  }

  /** A zombie counts as gone: whoever has inherited it will collect it. */
  private static boolean isRunning(long pid) {
    String stat = read(Path.of("/proc/" + pid + "/stat"));
    return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
