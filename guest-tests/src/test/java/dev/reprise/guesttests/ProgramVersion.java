package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a program for its version: results say what they were measured with. */
final class ProgramVersion {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)+[-+.0-9a-z]*");

  private ProgramVersion() {}

  /** The first number with a dot in what the program says, or "unknown" when it says none. */
  static String of(String program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", question(program))
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin"); // As RealCommand looks.
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    Matcher matcher = NUMBER.matcher(answer);
    return matcher.find() ? matcher.group() : "unknown";
  }

  private static String question(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1);
    return switch (name) {
      case "java", "javac" -> program + " -version";
      case "go", "openssl" -> program + " version";
      case "lua5.4" -> program + " -v";
      case "ocamlopt" -> program + " -version";
      case "perl" -> "perl -e 'print substr($^V, 1)'";
      case "tclsh" -> "echo 'puts [info patchlevel]' | tclsh";
      default -> program + " --version";
    };
  }
}
