package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The instructions of an address space which are overwritten by breakpoints, by address. */
public final class PatchedCode {
  private final TreeMap<Long, Site> sites;
  private final WithheldCode withheld;

  /** Nothing is overwritten. */
  public PatchedCode() {
    this(new TreeMap<>(), new WithheldCode());
  }

  private PatchedCode(TreeMap<Long, Site> sites, WithheldCode withheld) {
    this.sites = sites;
    this.withheld = withheld;
  }

  /** For a copy of the memory, which has the same breakpoints. */
  public PatchedCode copy() {
    return new PatchedCode(new TreeMap<>(sites), withheld.copy());
  }

  void add(long address, Site site) {
    sites.put(address, site);
  }

  /** Something else was mapped. */
  void forget(long start, long end) {
    sites.subMap(start, end).clear();
  }

  /** What is not executable yet. */
  WithheldCode withheld() {
    return withheld;
  }

  @Nullable Site at(long address) {
    return sites.get(address);
  }
}
