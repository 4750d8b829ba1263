package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plans which were made in a run, by the file and by its place in memory. */
final class PatchPlans {
  /** Programs map the same few libraries at the same places; others are not worth the memory. */
  private static final int MOST = 256;

  /** By the very list of a file's sites, which is kept as long as the file does not change. */
  private final Map<List<Site>, Map<Place, PatchPlan>> plans = new IdentityHashMap<>();

  private int size;

  private record Place(FileMapping mapping, boolean isLinker) {
    // A record's own methods are made at their first use, which would be felt at every start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place that
          && isLinker == that.isLinker
          && mapping.start() == that.mapping.start()
          && mapping.end() == that.mapping.end()
          && mapping.offset() == that.mapping.offset();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(mapping.start());
    }
  }

  /** The plan for a mapping, or null. */
  @Nullable PatchPlan find(List<Site> sites, FileMapping mapping, boolean isLinker) {
    Map<Place, PatchPlan> ofFile = plans.get(sites);
    return ofFile == null ? null : ofFile.get(new Place(mapping, isLinker));
  }

  void keep(List<Site> sites, FileMapping mapping, boolean isLinker, PatchPlan plan) {
    if (size == MOST) {
      plans.clear();
      size = 0;
    }
    size++;
    plans.computeIfAbsent(sites, file -> new HashMap<>()).put(new Place(mapping, isLinker), plan);
  }
}
