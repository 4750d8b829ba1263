package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import dev.reprise.kernel.GuestThread;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the sites of a file that was mapped at a place, to be done again at once when it
 * is mapped there by another program: as long as the code is what it was.
 */
final class PatchPlan {
  /**
   * Code which was changed.
   *
   * <p>Its array is never changed.
   *
   * @param address of its first byte
   * @param checksum of what it was
   */
  record Change(long address, int checksum, byte[] changed) {}

  private final List<Change> changes;
  private final TreeMap<Long, Site> breakpoints;
  private final StubArea.Addition stubs;

  /**
   * A plan.
   *
   * @param breakpoints the sites in whose place there is a breakpoint
   * @param stubs what was added to the stubs of the address space
   */
  PatchPlan(List<Change> changes, SortedMap<Long, Site> breakpoints, StubArea.Addition stubs) {
    this.changes = List.copyOf(changes);
    this.breakpoints = new TreeMap<>(breakpoints);
    this.stubs = stubs;
  }

  /**
   * Changes the code of a mapping that is new.
   *
   * @return false when it is not what it was, and nothing is changed
   */
  boolean apply(GuestThread thread, PatchedCode patched) {
    for (Change change : changes) {
      byte[] code = new byte[change.changed.length];
      int length = thread.memory().peek(change.address, code, 0, code.length);
      if (length < code.length || Window.checksum(code, 0, length) != change.checksum) {
        return false;
      }
    }
    for (Change change : changes) {
      thread.writeCode(change.address, change.changed);
    }
    breakpoints.forEach(patched::add);
    patched.stubs().add(stubs, thread);
    return true;
  }

  /** Whether it was made for stubs that begin at an address. */
  boolean fits(long stubsEnd) {
    return stubs.start() == stubsEnd;
  }
}
