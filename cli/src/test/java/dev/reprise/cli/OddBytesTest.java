package dev.reprise.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given to the command byte for byte reaches the guest so, in whatever language. */
class OddBytesTest {
  private static final String SCRIPT =
      """
      d=$(printf 'd\\377\\303\\274?')
      mkdir "$d" && cd "$d" || exit 1
      run() {
        "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$CLASSES" dev.reprise.cli.Main run "$@"
      }
      X=$(printf '3\\376') run --fs overlay --changes -e "A=$(printf '1\\375')" -e X -- \\
        sh -c 'printf "%s %s %s" "$A" "$X" "$1"; touch "$1"' sh "$(printf '2\\374ü')"
      run --base-env host --mount ".:/odd$(printf '\\371')" -- \\
        sh -c 'printf "%s" " $Y "; cd /odd*; ls -d "$PWD"'
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void argumentsVariablesAndNamesKeepTheirBytes(String language) throws Exception {
    Path script = folder.resolve("script");
    Path out = folder.resolve("out");
    Files.writeString(script, SCRIPT + "\n");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", "Y=$(printf '5\\373'); export Y; . ../script")
            .directory(Files.createDirectory(folder.resolve("in")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    shell.environment().put("LC_ALL", language);
    shell.environment().put("CLASSES", System.getProperty("java.class.path"));
    shell.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    Process process = shell.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out, ISO_8859_1))
        .isEqualTo("1\375 3\376 2\374\303\274A \"/work/2\\374\303\274\"\n 5\373 /odd\371\n");
  }
}
