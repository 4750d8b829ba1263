package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java machine has other defaults under Reprise, of which it says nothing unless asked. */
class JavaDefaultsTest {

  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  @TempDir Path directory = Path.of("");

  private static List<String> flags(String... options) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of(options));
    command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
    return command;
  }

  @Test
  void nativeDefaultsAreOthers() throws Exception {
    Ran ran = NativeRun.run(directory, flags());
    assertThat(ran.stdout()).containsPattern("BackgroundCompilation += true .*default");
    assertThat(ran.stdout()).containsPattern("UsePerfData += true .*default");
    assertThat(ran.stdout()).containsPattern("Tier4CompileThreshold += 15000 .*default");
  }

  @Test
  void defaultsSuitOneThreadAtATime() throws Exception {
    Ran ran = RepriseRun.run(directory, flags());
    assertThat(ran.stdout()).containsPattern("BackgroundCompilation += false .*default");
    assertThat(ran.stdout()).containsPattern("UsePerfData += false .*default");
    assertThat(ran.stdout()).containsPattern("Tier4CompileThreshold += 150000 .*default");
    assertThat(ran.stderr()).startsWith("openjdk version");
  }

  @Test
  void theUsersOwnFlagsHold() throws Exception {
    Ran ran =
        RepriseRun.run(
            directory,
            flags(
                "-XX:+BackgroundCompilation",
                "-XX:+UsePerfData",
                "-XX:Tier4CompileThreshold=15000"));
    assertThat(ran.stdout()).containsPattern("BackgroundCompilation += true .*command line");
    assertThat(ran.stdout()).containsPattern("UsePerfData += true .*command line");
    assertThat(ran.stdout()).containsPattern("Tier4CompileThreshold += 15000 .*command line");
  }
}
