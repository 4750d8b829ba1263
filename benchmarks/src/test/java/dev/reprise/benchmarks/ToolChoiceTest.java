package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolChoiceTest {
  private static final Path LAUNCHER = Path.of("/here/reprise");

  @Test
  void nativeIsAlwaysThereAndComesFirst() {
    assertThat(labels(List.of("reprise"), List.of())).containsExactly("native", "reprise");
    assertThat(labels(List.of("strace"), List.of("a"))).containsExactly("native", "strace");
  }

  @Test
  void aVariantHasOptions() {
    assertThat(variant("slow:--fast-path off  --rng-seed 3").wrap(List.of("/bin/true")))
        .containsExactly(
            "/here/reprise", "run", "--fast-path", "off", "--rng-seed", "3", "--", "/bin/true");
  }

  @Test
  void aVariantMayHaveNoOptionsAndAnotherLauncher() {
    assertThat(variant("plain").wrap(List.of("x")))
        .containsExactly("/here/reprise", "run", "--", "x");
    assertThat(variant("plain:").prefix()).containsExactly("/here/reprise", "run", "--");
    assertThat(variant("old@/there/reprise:--rng-seed 3").prefix())
        .containsExactly("/there/reprise", "run", "--rng-seed", "3", "--");
    assertThat(variant("old@/there/reprise").label()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":--x", "two words", "native", "strace", "name@:--x"})
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> variant(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesMustDiffer() {
    assertThatThrownBy(() -> labels(List.of("reprise"), List.of("a:--x", "a:--y")))
        .hasMessage("two variants are named 'a'");
  }

  private static Tool variant(String text) {
    return RepriseVariant.parse(text, LAUNCHER);
  }

  private static List<String> labels(List<String> names, List<String> variants) {
    return ToolChoice.of(names, variants, LAUNCHER).stream().map(Tool::label).toList();
  }
}
