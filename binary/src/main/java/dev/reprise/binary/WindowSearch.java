package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds windows around the instructions {@code cpuid}, {@code pause} and {@code rdtsc} of a file,
 * which are many or executed often, and short.
 *
 * <p>A window lies in one function of the unwind tables, whose own jumps are known from decoding
 * it, and those of others from {@link JumpTargets}.
 */
final class WindowSearch {
  private final DecodedFunctions functions;

  /** The sites which have a window, by the window's link-time address. */
  private final TreeMap<Long, Site> found = new TreeMap<>();

  private WindowSearch(ElfFile file) {
    this.functions = new DecodedFunctions(file);
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
    JumpTargets.forEach(file, search::dropTarget);
    TreeMap<Long, Site> byAddress = new TreeMap<>();
    search.found.values().forEach(site -> byAddress.put(site.vaddr(), site));
    List<Site> result = new ArrayList<>(sites.size());
    for (Site site : sites) {
      result.add(byAddress.getOrDefault(site.vaddr(), site));
    }
    return result;
  }

  private static boolean isDisplaced(Site.Kind kind) {
    return switch (kind) {
      case CPUID, PAUSE, RDTSC -> true;
      default -> false;
    };
  }

  private @Nullable Window window(Site site, long from) throws MalformedElfException {
    FunctionCode function = functions.around(site.vaddr());
    return function == null ? null : function.window(site.vaddr(), from);
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
