package dev.reprise.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What this process was started with, byte for byte, as {@link ByteText}. */
public final class OwnProcess {
  private static final Path SELF = Path.of("/proc/self");

  private OwnProcess() {}

  /**
   * The arguments of the program, which the kernel has last on the command line of this Java
   * machine.
   *
   * @param decoded the same as Java decoded them, which are the answer where there is no /proc
   */
  public static String[] arguments(String[] decoded) {
    try {
      List<String> all = strings(Files.readAllBytes(SELF.resolve("cmdline")));
      int first = all.size() - decoded.length;
      return first < 1
          ? decoded
          : all.subList(first, all.size()).toArray(new String[decoded.length]);
    } catch (IOException noProc) {
      return decoded;
    }
  }

  /** The environment variables by their names; the first of a name counts, as for getenv(3). */
  public static Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    try {
      for (String variable : strings(Files.readAllBytes(SELF.resolve("environ")))) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          variables.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
    } catch (IOException noProc) {
      variables.putAll(System.getenv());
    }
    return variables;
  }

  /** The value of an environment variable, or null. */
  public static @Nullable String variable(String name) {
    return environment().get(name);
  }

  /** The current directory, of which Java remembers the text only. */
  public static Path directory() {
    try {
      return SELF.resolve("cwd").toRealPath();
    } catch (IOException noProc) {
      return Path.of("").toAbsolutePath();
    }
  }

  private static List<String> strings(byte[] zeroTerminated) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < zeroTerminated.length; i++) {
      if (zeroTerminated[i] == 0) {
        strings.add(ByteText.of(Arrays.copyOfRange(zeroTerminated, start, i)));
        start = i + 1;
      }
    }
    return strings;
  }
}
