package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RunConfigTest {

  @Test
  void aBuilderMadeFromOptionsKeepsEveryOne() {
    RunConfig config =
        RunConfig.builder()
            .rngSeed(1)
            .schedSeed(2)
            .env(List.of("A=1"))
            .cpus(3)
            .timeout(Duration.ofSeconds(4))
            .stopAt(5)
            .stdin(Input.bytes(new byte[] {6}))
            .stdout(Output.CAPTURE)
            .build();
    assertThat(config.toBuilder().build()).isEqualTo(config);
    assertThat(config.toBuilder().cpus(4).build()).isNotEqualTo(config);
  }

  @Test
  void laterChangesOfTheCallersListsDoNotReachIt() {
    List<String> env = new ArrayList<>(List.of("A=1"));
    TreeSet<String> allow = new TreeSet<>(List.of("x"));
    RunConfig config = RunConfig.builder().env(env).allow(allow).build();
    env.add("B=2");
    allow.add("y");
    assertThat(config.env()).containsExactly("A=1");
    assertThat(config.allow()).containsExactly("x");
    assertThatThrownBy(() -> config.allow().add("z"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> RunConfig.builder().cpus(1025).build())
        .hasMessage("cpus is 1 to 1024, not 1025");
    assertThatThrownBy(() -> RunConfig.builder().workdir(Path.of("x")).build())
        .hasMessageContaining("workdir is an absolute path");
    assertThatThrownBy(() -> RunConfig.builder().timeout(Duration.ZERO).build())
        .hasMessageContaining("timeout is more than zero");
    assertThatThrownBy(() -> RunConfig.builder().hostname("h".repeat(65)).build())
        .hasMessageContaining("hostname");
    assertThatThrownBy(() -> RunConfig.builder().env(List.of("=x")).build())
        .hasMessageContaining("NAME=VALUE");
  }
}
