package dev.reprise.binary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds windows around the instructions {@code cpuid} and {@code pause} of a file, which are many
 * or executed often, and short.
 *
 * <p>A window lies in one function of the unwind tables, whose own jumps are known from decoding
 * it. Compilers also split functions in two that jump into each other; such jumps are long, and
 * whatever looks like one, anywhere in the code, counts as one.
 */
final class WindowSearch {
  private static final int CHUNK = 1 << 16;

  /** The longest of those jumps has an opcode of two bytes and a distance of four. */
  private static final int JUMP_BYTES = 6;

  private final ElfFile file;
  private final InstructionLengths decoder = new InstructionLengths();

  /** The sites which have a window, by the window's link-time address. */
  private final TreeMap<Long, Site> found = new TreeMap<>();

  /** How many bytes may still be decoded; a damaged file's functions may overlap. */
  private long budget;

  private @Nullable Fde fde;
  private @Nullable FunctionCode function;

  private WindowSearch(ElfFile file) {
    this.file = file;
    this.budget = 2 * file.size();
  }

  /** Returns the sites, in the same order, with their windows. */
  static List<Site> addWindows(ElfFile file, List<Site> sites) throws MalformedElfException {
    WindowSearch search = new WindowSearch(file);
    long from = 0;
    for (Site site : sites) {
      Window window = isDisplaced(site.kind()) ? search.window(site, from) : null;
      if (window != null) {
        long start = site.vaddr() - window.before();
        search.found.put(start, site.with(window));
        from = start + window.length();
      }
    }
    if (search.found.isEmpty()) {
      return sites;
    }
    search.dropTargets();
    TreeMap<Long, Site> byAddress = new TreeMap<>();
    search.found.values().forEach(site -> byAddress.put(site.vaddr(), site));
    List<Site> result = new ArrayList<>(sites.size());
    for (Site site : sites) {
      result.add(byAddress.getOrDefault(site.vaddr(), site));
    }
    return result;
  }

  private static boolean isDisplaced(Site.Kind kind) {
    return kind == Site.Kind.CPUID || kind == Site.Kind.PAUSE;
  }

  private @Nullable Window window(Site site, long from) throws MalformedElfException {
    if (fde == null || !fde.covers(site.vaddr())) {
      Optional<Fde> around = file.ehFrame().find(site.vaddr());
      fde = around.orElse(null);
      function = fde == null ? null : decode(fde);
    }
    return function == null ? null : function.window(site.vaddr(), from);
  }

  private @Nullable FunctionCode decode(Fde around) throws MalformedElfException {
    long length = around.end() - around.start();
    if (length <= 0 || length > budget) {
      return null;
    }
    budget -= length;
    return FunctionCode.of(file, around, decoder);
  }

  private void dropTargets() throws MalformedElfException {
    for (Segment segment : file.segments()) {
      if (segment.isExecutable()) {
        dropTargets(segment);
      }
    }
  }

  private void dropTargets(Segment segment) throws MalformedElfException {
    byte[] chunk = new byte[CHUNK + JUMP_BYTES];
    for (long at = 0; at < segment.fileSize(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, segment.fileSize() - at);
      file.read(segment.offset() + at, chunk, size);
      Arrays.fill(chunk, size, chunk.length, (byte) 0);
      long base = segment.vaddr() + at;
      for (int i = 0; i < CHUNK; i++) {
        int opcode = chunk[i] & 0xff;
        if ((opcode | 1) == 0xe9) {
          dropTarget(base + i + 5 + FunctionCode.intAt(chunk, i + 1));
        } else if (opcode == 0x0f && (chunk[i + 1] & 0xf0) == 0x80) {
          dropTarget(base + i + 6 + FunctionCode.intAt(chunk, i + 2));
        }
      }
    }
  }

  private void dropTarget(long target) {
    Map.Entry<Long, Site> before = found.lowerEntry(target);
    if (before != null) {
      Window window = before.getValue().window();
      if (window != null && target < before.getKey() + window.length()) {
        found.remove(before.getKey());
      }
    }
  }
}
