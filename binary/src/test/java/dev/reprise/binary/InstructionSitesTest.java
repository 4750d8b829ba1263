package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionSitesTest {
  private static final Set<String> MNEMONICS =
      Stream.of(Site.Kind.values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  @ParameterizedTest
  @ValueSource(strings = {"/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libc.so.6"})
  void findsWhatObjdumpFinds(String path) throws IOException {
    InstructionSites found = search(path);
    assertThat(found.unvalidated()).isEmpty();
    assertThat(describe(found)).isEqualTo(truth(path));
  }

  /** In this library tables lie between functions, and objdump takes them for code. */
  @Test
  void takesNoTableForCode() throws IOException {
    String path = "/lib/x86_64-linux-gnu/libcrypto.so.3";
    InstructionSites found = search(path);
    Set<String> truth = truth(path);
    assertThat(truth).containsAll(describe(found));
    assertThat(truth.size() - found.sites().size()).isLessThanOrEqualTo(found.unvalidated().size());
  }

  @Test
  void findsTheSitesOfTheJvm() throws IOException {
    String path = System.getProperty("java.home") + "/lib/server/libjvm.so";
    InstructionSites found = search(path);
    assertThat(found.sites()).isNotEmpty().hasSizeLessThan(50);
    assertThat(found.unvalidated()).isEmpty();
  }

  /** Tools that strip section headers leave what the kernel and the unwinder need. */
  @Test
  void needsNoSectionHeaders() throws IOException {
    Path path = Path.of("/lib64/ld-linux-x86-64.so.2");
    assumeTrue(Files.exists(path), path + " does not exist");
    byte[] image = Files.readAllBytes(path);
    ElfFile whole = ElfFile.of(ByteBuffer.wrap(image.clone()));
    Arrays.fill(image, 40, 48, (byte) 0);
    ElfFile stripped = ElfFile.of(ByteBuffer.wrap(image));
    assertThat(stripped.sections()).isEmpty();
    assertThat(InstructionSites.find(stripped).sites())
        .isNotEmpty()
        .isEqualTo(InstructionSites.find(whole).sites());
  }

  /** A static program has no search table for its unwind information. */
  @ParameterizedTest
  @ValueSource(strings = {"-g", "-s"})
  void searchesStaticPrograms(String option, @TempDir Path folder) throws Exception {
    Path program = StackReport.compile(folder, "-static", option);
    InstructionSites found = search(program.toString());
    assertThat(found.unvalidated()).isEmpty();
    assertThat(describe(found)).isEqualTo(truth(program.toString()));
  }

  private static InstructionSites search(String path) throws IOException {
    assumeTrue(Files.exists(Path.of(path)), path + " does not exist");
    InstructionSites found;
    try (ElfFile file = ElfFile.open(Path.of(path))) {
      found = InstructionSites.find(file);
    }
    Map<Site.Kind, Integer> counts = new EnumMap<>(Site.Kind.class);
    found.sites().forEach(site -> counts.merge(site.kind(), 1, Integer::sum));
    System.out.println(path + ": " + counts + ", not decidable: " + found.unvalidated().size());
    return found;
  }

  private static Set<String> describe(InstructionSites found) {
    Set<String> result = new TreeSet<>();
    for (Site site : found.sites()) {
      String kind = site.kind().name().toLowerCase(Locale.ROOT);
      result.add(Long.toHexString(site.vaddr()) + " " + kind + " of " + site.length());
    }
    return result;
  }

  private static Set<String> truth(String path) throws IOException {
    Set<String> result = new TreeSet<>();
    Objdump.disassemble(
        Path.of(path),
        line -> {
          for (String word : line.text().split("\\s+", -1)) {
            if (MNEMONICS.contains(word)) {
              result.add(Long.toHexString(line.vaddr()) + " " + word + " of " + line.length());
            }
          }
        });
    return result;
  }
}
