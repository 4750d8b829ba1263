package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteSearchTest {
  private static final Pattern DIRECT =
      Pattern.compile("^(?:j|call|loop|bnd j)\\S* +([0-9a-f]+)\\b");

  @ParameterizedTest
  @ValueSource(strings = {"/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2"})
  void nothingLeadsBetweenWhatIsMovedAndTheSite(String path) throws Exception {
    TreeMap<Long, String> lines = new TreeMap<>();
    TreeSet<Long> targets = new TreeSet<>();
    int[] calls = {0};
    Objdump.disassemble(
        Path.of(path),
        line -> {
          lines.put(line.vaddr(), line.text());
          calls[0] += line.text().startsWith("syscall") ? 1 : 0;
          Matcher branch = DIRECT.matcher(line.text());
          if (branch.find()) {
            targets.add(Long.parseUnsignedLong(branch.group(1), 16));
          }
        });
    int found = 0;
    try (ElfFile file = ElfFile.open(Path.of(path))) {
      Map<Long, Long> addresses = addresses(file);
      for (CallSite site : CallSiteSearch.find(file)) {
        found++;
        long vaddr = site.fileOffset() + addresses.getOrDefault(site.fileOffset() >> 12, 0L);
        assertThat(lines.getOrDefault(vaddr, "")).startsWith("syscall");
        long start = vaddr - site.before();
        assertThat(lines).containsKey(start);
        assertThat(lines.subMap(start, vaddr).values())
            .noneMatch(text -> text.matches("(j|call|ret).*"));
        assertThat(targets.subSet(start + 1, vaddr)).isEmpty();
        if (site.hop() < 0) {
          assertThat(site.before()).isGreaterThanOrEqualTo(Window.SMALLEST);
        } else {
          long hop = site.hop() + vaddr - site.fileOffset();
          assertThat(lines.getOrDefault(hop, "")).containsAnyOf("nop", "xchg", "int3");
          assertThat(targets.subSet(hop, hop + Window.SMALLEST)).isEmpty();
          assertThat(Math.abs(hop - start)).isLessThan(Byte.MAX_VALUE);
        }
      }
    }
    System.out.println(path + ": " + found + " of " + calls[0] + " calls");
    assertThat(found).isGreaterThan(calls[0] * 4 / 5);
  }

  /** What is to be added to an offset in the file, by pages. */
  private static Map<Long, Long> addresses(ElfFile file) {
    Map<Long, Long> addresses = new HashMap<>();
    for (Segment segment : file.segments()) {
      if (segment.isExecutable()) {
        for (long at = 0; at <= segment.fileSize(); at += 1 << 12) {
          addresses.put(segment.offset() + at >> 12, segment.vaddr() - segment.offset());
        }
      }
    }
    return addresses;
  }
}
