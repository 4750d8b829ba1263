package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.RepriseException;
import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A few programs that stand for all of them, run one after the other with one line for each: once
 * by the user who runs the tests, and once, through {@link #main}, by another.
 */
final class Representatives {

  private static final List<String> GUESTS =
      List.of(
          "files/inodes",
          "files/read_only",
          "process/fork_wait",
          "random/getrandom",
          "signal/handlers",
          "thread/mutex_cond");

  private static final List<String> COMMANDS = List.of("date", "gcc", "git", "ls", "perl");

  /** What tries to write where the host lets root write, and nobody else. */
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "compiled modules", "python3 -c 'import json, xml.dom.minidom'",
          "new files", "touch /usr/x /etc/x /var/lib/x; ls -d /usr/x /etc/x /var/lib/x",
          "old files", "touch /etc/passwd; ls -la --time-style=full-iso /etc/passwd",
          "secrets", "test -w /etc/shadow || echo >> /etc/shadow",
          "mounts", "df /usr /work; cat /proc/self/mountinfo");

  private Representatives() {}

  /** Copies the compiled guest programs to where another user can execute them. */
  static void copyGuests(Path binaries) throws IOException, InterruptedException {
    for (String name : GUESTS) {
      Path copy = binaries.resolve(fileName(name));
      Files.copy(GuestCompiler.compile(GuestProgram.named(name), Variant.DYNAMIC), copy);
      Files.setAttribute(copy, "unix:mode", 0755);
    }
  }

  /**
   * Runs all beneath the directory.
   *
   * @return what each gave, by its name
   */
  static SortedMap<String, Ran> run(Path binaries, Path directory)
      throws IOException, RepriseException {
    SortedMap<String, Ran> results = new TreeMap<>();
    for (String name : GUESTS) {
      Path place = Files.createDirectories(directory.resolve(fileName(name)));
      Files.copy(binaries.resolve(fileName(name)), place.resolve("program"));
      Files.setAttribute(place.resolve("program"), "unix:mode", 0755);
      results.put(name, RepriseRun.run(place, List.of("./program", "--show")));
    }
    for (var script : new TreeMap<>(SCRIPTS).entrySet()) {
      Path place = Files.createDirectories(directory.resolve(script.getKey()));
      String said = script.getValue() + "; exit 0";
      results.put(script.getKey(), RepriseRun.run(place, List.of("/bin/sh", "-c", said)));
    }
    for (RealCommand command : RealCommands.all()) {
      if (COMMANDS.contains(command.name()) && command.isInstalled()) {
        Path place = directory.resolve(command.name());
        command.inputs().prepare(place, results.size());
        results.put(command.name(), RepriseRun.run(place, command.commandLine()));
      }
    }
    return results;
  }

  /**
   * Runs all and leaves what each gave in files.
   *
   * @param arguments the directory of the guest programs, that of the runs, and that of the results
   */
  public static void main(String[] arguments) throws IOException, RepriseException {
    Path results = Path.of(arguments[2]);
    for (var entry : run(Path.of(arguments[0]), Path.of(arguments[1])).entrySet()) {
      Files.writeString(
          results.resolve(fileName(entry.getKey())), text(entry.getValue()), ISO_8859_1);
    }
  }

  /** A result in words. */
  static String text(Ran ran) {
    return "exit %d%n%s%n%s%n%s%ndigest %s%n"
        .formatted(ran.exit(), ran.stdout(), ran.stderr(), ran.files(), ran.digest());
  }

  static String fileName(String name) {
    return name.replace('/', '-');
  }
}
