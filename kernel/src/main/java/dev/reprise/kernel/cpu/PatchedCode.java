package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The instructions of an address space which are overwritten, by address. */
public final class PatchedCode {
  /** Those in whose place there is a breakpoint. */
  private final TreeMap<Long, Site> sites;

  private final StubArea stubs;
  private final WithheldCode withheld;

  /** Nothing is overwritten. */
  public PatchedCode() {
    this(new TreeMap<>(), new StubArea(), new WithheldCode());
  }

  private PatchedCode(TreeMap<Long, Site> sites, StubArea stubs, WithheldCode withheld) {
    this.sites = sites;
    this.stubs = stubs;
    this.withheld = withheld;
  }

  /** For a copy of the memory, in which the same is overwritten. */
  public PatchedCode copy() {
    return new PatchedCode(new TreeMap<>(sites), stubs.copy(), withheld.copy());
  }

  void add(long address, Site site) {
    sites.put(address, site);
  }

  /** The breakpoints in a range. */
  SortedMap<Long, Site> within(long start, long end) {
    return sites.subMap(start, end);
  }

  /** Something else was mapped. */
  void forget(long start, long end) {
    sites.subMap(start, end).clear();
  }

  /** The breakpoints of a range have moved elsewhere with their code. */
  void move(long start, long end, long to) {
    SortedMap<Long, Site> range = sites.subMap(start, end);
    TreeMap<Long, Site> moved = new TreeMap<>();
    range.forEach((address, site) -> moved.put(address - start + to, site));
    range.clear();
    sites.putAll(moved);
  }

  /** Those in whose place there is a jump. */
  StubArea stubs() {
    return stubs;
  }

  /** What is not executable yet. */
  WithheldCode withheld() {
    return withheld;
  }

  @Nullable Site at(long address) {
    return sites.get(address);
  }
}
