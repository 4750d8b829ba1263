package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.guesttests.GuestProgram.Kind;
import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each guest program passes on the host's kernel, and shows there the nondeterminism it is about. A
 * program which failed here would prove nothing under Reprise.
 */
class GuestProgramsNativeTest {

  /** Two runs may agree by chance when threads race; so many do not. */
  private static final int ATTEMPTS_TO_DIFFER = 20;

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyProgram() {
    return GuestProgram.all().stream()
        .flatMap(
            program ->
                program.variants().stream()
                    .map(
                        variant ->
                            DynamicTest.dynamicTest(
                                program.name() + " " + variant, () -> check(program, variant))));
  }

  private void check(GuestProgram program, Variant variant)
      throws IOException, InterruptedException {
    assertThat(program.rule()).as("the rule named at the head of the source").isNotBlank();
    assertThat(program.breaking()).as("what breaks the program").isNotBlank();
    String binary = GuestCompiler.compile(program, variant).toString();
    Path place = directory.resolve(program.name() + "." + variant);
    Ran plain = run(place.resolve("plain"), binary);
    assertThat(plain.stderr()).isEmpty();
    assertThat(plain.exit()).isZero();
    assertThat(plain.stdout()).contains("ok: ");
    if (variant == Variant.DYNAMIC && program.kind() != Kind.SEMANTICS) {
      Ran shown = run(place.resolve("shown"), binary, "--show");
      assertThat(shown.exit()).as(shown.stderr()).isZero();
      assertThat(shown.stdout()).as("values shown").isNotEqualTo(plain.stdout());
      if (program.kind() == Kind.VARIES) {
        assertThat(differs(place, shown, binary)).as("two native runs differ").isTrue();
      }
    }
  }

  /** The directories of earlier runs stay, so that a fresh inode is a different one. */
  private static boolean differs(Path place, Ran first, String binary)
      throws IOException, InterruptedException {
    for (int i = 0; i < ATTEMPTS_TO_DIFFER; i++) {
      if (!run(place.resolve("again" + i), binary, "--show").stdout().equals(first.stdout())) {
        return true;
      }
    }
    return false;
  }

  private static Ran run(Path directory, String... command)
      throws IOException, InterruptedException {
    return NativeRun.run(Files.createDirectories(directory), List.of(command));
  }
}
