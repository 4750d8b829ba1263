package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSearchTest {
  private static final Pattern DIRECT =
      Pattern.compile("^(?:j|call|loop|bnd j)\\S* +([0-9a-f]+)\\b");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/x86_64-linux-gnu/libcrypto.so.3",
        "/lib/x86_64-linux-gnu/libgcc_s.so.1"
      })
  void nothingLeadsIntoWindowsOfRealLibraries(String path) throws Exception {
    List<Site> sites = cpuid(Path.of(path));
    TreeMap<Long, String> lines = new TreeMap<>();
    TreeSet<Long> targets = new TreeSet<>();
    Objdump.disassemble(
        Path.of(path),
        line -> {
          lines.put(line.vaddr(), line.text());
          Matcher branch = DIRECT.matcher(line.text());
          if (branch.find()) {
            targets.add(Long.parseUnsignedLong(branch.group(1), 16));
          }
        });
    int windows = 0;
    for (Site site : sites) {
      Window window = site.window();
      if (window != null) {
        windows++;
        long start = site.vaddr() - window.before();
        long end = start + window.length();
        assertThat(lines).containsKeys(start, end);
        assertThat(lines.subMap(start, end).values()).noneMatch(text -> text.startsWith("j"));
        assertThat(targets.subSet(start + 1, end)).isEmpty();
      }
    }
    System.out.println(path + ": " + windows + " windows for " + sites.size());
    assertThat(windows).isGreaterThan(sites.size() * 3 / 4);
  }

  @Test
  void whatFollowsOrPrecedesMovesAlong() throws Exception {
    assertThat(window("mov $1, %eax", "cpuid", "ret")).isEqualTo("5+2");
    assertThat(window("nop", "cpuid", "mov %eax, %esi", "and $31, %esi", "ret")).isEqualTo("0+7");
    assertThat(window("mov %esi, %ecx", "cpuid", "mov %eax, %esi", "ret")).isEqualTo("2+4");
    assertThat(window("push %rbx", "cpuid", "movl %eax, 8(%rsp)", "ret")).isEqualTo("0+6");
    assertThat(window("nop", "cpuid", "mov %eax, -8(%rbp)", "ret")).isEqualTo("0+5");
    assertThat(window("nop", "cpuid", "mov -300(%rbp), %r9", "ret")).isEqualTo("0+9");
    assertThat(window("nop", "cpuid", "mov %eax, f(%rip)", "ret")).isEqualTo("0+8");
  }

  @Test
  void whatCaresWhereItIsStays() throws Exception {
    assertThat(window("nop", "cpuid", "mov %eax, 8(%rbp)", "ret")).isNull();
    assertThat(window("nop", "cpuid", "mov %eax, -8(%r13)", "ret")).isNull();
    assertThat(window("nop", "cpuid", "mov %eax, -8(%rbp,%rdi)", "ret")).isNull();
    assertThat(window("nop", "cpuid", "call f", "ret")).isNull();
    assertThat(window("nop", "cpuid", "mov %eax, (%rdi)", "ret")).isNull();
    assertThat(window("nop", "cpuid", "rdtsc", "rdtsc", "ret")).isNull();
  }

  @Test
  void noBranchLeadsIntoAWindow() throws Exception {
    assertThat(window("mov $1, %eax", "1:", "cpuid", "jmp 1b")).isNull();
    assertThat(window("1: mov $1, %eax", "cpuid", "jmp 1b")).isEqualTo("5+2");
    assertThat(window("mov $1, %eax", "cpuid", "jrcxz 1f", "1: ret")).isEqualTo("5+2");
    assertThat(window("nop", "cpuid", "1:", "mov $1, %eax", "loop 1b", "ret")).isNull();
  }

  @Test
  void noBranchOfAnotherFunctionLeadsIntoAWindow() throws Exception {
    assertThat(window("mov $1, %eax", "inside:", "cpuid", "ret")).isEqualTo("5+2");
    String other = "other: .cfi_startproc\n jmp.d32 inside\n .cfi_endproc\n";
    assertThat(window(other, "mov $1, %eax", "inside:", "cpuid", "ret")).isNull();
  }

  @Test
  void aFunctionsEndIsAWindowsEnd() throws Exception {
    assertThat(window("nop", "cpuid", ".cfi_endproc", ".cfi_startproc", "mov $1, %eax", "ret"))
        .isNull();
  }

  @Test
  void oneInstructionIsNotInTwoWindows() throws Exception {
    Path library = assemble("", "nop", "cpuid", "mov $7, %eax", "cpuid", "ret");
    List<Site> sites = cpuid(library);
    assertThat(sites).hasSize(2);
    assertThat(sites.get(0).window()).isNotNull();
    assertThat(sites.get(1).window()).isNull();
  }

  @Test
  void jumpsByTablesAreKnown() throws Exception {
    String[] body = {
      "lea table(%rip), %rdx",
      "movslq (%rdx,%rdi,4), %rax",
      "add %rdx, %rax",
      "jmp *%rax",
      "1: mov $1, %eax",
      "cpuid",
      "ret",
      "mov $2, %eax",
      "2: cpuid",
      "ret"
    };
    String table = ".section .rodata\n .p2align 2\n table: .long 1b - table, 2b - table, 0\n";
    List<Site> sites = cpuid(assemble("", body, table));
    assertThat(sites.get(0).window()).isNotNull();
    assertThat(sites.get(1).window()).isNull();
  }

  @Test
  void otherJumpsLeadAnywhere() throws Exception {
    assertThat(window("mov $1, %eax", "cpuid", "jmp *%rax")).isNull();
    assertThat(window("mov $1, %eax", "cpuid", "jmp *(%rdi)")).isNull();
    assertThat(window("mov $1, %eax", "cpuid", "call *%rax", "ret")).isEqualTo("5+2");
  }

  /** The only window as its bytes before the site and from there on, or null. */
  private @Nullable String window(String... body) throws Exception {
    boolean hasOther = body[0].contains("\n");
    String other = hasOther ? body[0] : "";
    String[] rest = hasOther ? Arrays.copyOfRange(body, 1, body.length) : body;
    List<Site> sites = cpuid(assemble(other, rest));
    assertThat(sites).hasSize(1);
    Window window = sites.getFirst().window();
    return window == null ? null : window.before() + "+" + (window.length() - window.before());
  }

  private Path assemble(String other, String... body) throws Exception {
    return assemble(other, body, "");
  }

  /** A library with a function f, with unwind tables. */
  private Path assemble(String other, String[] body, String data) throws Exception {
    assumeTrue(Objdump.onPath("gcc"), "gcc is not installed");
    String function = String.join("\n", body);
    Path source = folder.resolve("code.s");
    Files.writeString(
        source,
        ".text\n"
            + other
            + "f: .cfi_startproc\n"
            + function
            + "\n.cfi_endproc\n"
            + data
            + "\n.section .note.GNU-stack,\"\",@progbits\n");
    Path library = folder.resolve("code.so");
    Process gcc =
        new ProcessBuilder(
                "gcc", "-shared", "-nostdlib", "-o", library.toString(), source.toString())
            .inheritIO()
            .start();
    assertThat(gcc.waitFor()).isZero();
    return library;
  }

  private static List<Site> cpuid(Path path) throws Exception {
    assumeTrue(Files.exists(path), path + " does not exist");
    List<Site> sites = new ArrayList<>();
    try (ElfFile file = ElfFile.open(path)) {
      for (Site site : InstructionSites.find(file).sites()) {
        if (site.kind() == Site.Kind.CPUID) {
          sites.add(site);
        } else if (site.kind() != Site.Kind.PAUSE && site.kind() != Site.Kind.RDTSC) {
          assertThat(site.window()).isNull();
        }
      }
    }
    return sites;
  }
}
