package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Overwrites instructions when their code is mapped.
 *
 * <p>Around cpuid, whose answers never change, pause, of which only every so many-th counts, and
 * the dynamic linker's rdtsc, by which it measures nothing but itself, whole instructions are
 * replaced by a jump to a stub where that is possible; a stub costs no stop. Elsewhere the first
 * byte of an instruction becomes a breakpoint, so that no other instruction is touched, whatever
 * its length; but a pause is then left alone.
 *
 * <p>The memory of a private mapping is changed and never the file. A mapping that is shared with a
 * file is left alone: writing there would reach the file.
 */
final class CodePatcher {
  static final byte BREAKPOINT = (byte) 0xCC;

  private static final long PAGE = 4096;

  private final CodeSites codeSites;
  private final Routines routines;
  private final PatchPlans plans = new PatchPlans();

  CodePatcher(CodeSites codeSites, Routines routines) {
    this.codeSites = codeSites;
    this.routines = routines;
  }

  /**
   * Looks at what is mapped in a range.
   *
   * @param fd the descriptor from which the range was mapped, or -1
   */
  void codeMapped(Task task, List<Mapping> maps, long start, long end, int fd) {
    codeMapped(task, maps, start, end, fd, "");
  }

  /**
   * Looks at all of a new program.
   *
   * @param linker the file of its dynamic linker, or empty
   */
  void programLoaded(Task task, List<Mapping> maps, String linker) {
    codeMapped(task, maps, 0, Long.MAX_VALUE, -1, linker);
  }

  private void codeMapped(
      Task task, List<Mapping> maps, long start, long end, int fd, String linker) {
    PatchedCode patched = task.process().addressSpace().patchedCode();
    GuestThread thread = task.thread();
    for (FileMapping mapping : FileMapping.executable(maps, start, end)) {
      Path file = thread.mappedFile(mapping.start(), mapping.end(), mapping.path(), fd);
      if (file != null) {
        Target target = new Target(patched, mapping, mapping.path().equals(linker));
        patch(thread, target, codeSites.of(file));
      }
    }
  }

  /**
   * The host has moved what was mapped in a range. Stubs lead back to where their code was: so what
   * they displaced is put back, and the code is looked at like any other that is mapped.
   */
  void codeMoved(Task task, long start, long length, long to) {
    PatchedCode patched = task.process().addressSpace().patchedCode();
    GuestThread thread = task.thread();
    long end = start + length;
    patched.move(start, end, to);
    for (DisplacedCode displaced : patched.stubs().within(start, end)) {
      long address = displaced.address() - start + to;
      byte[] code = new byte[displaced.jump().length];
      thread.memory().peek(address, code, 0, code.length);
      if (displaced.isAt(code, 0)) {
        thread.writeCode(address, displaced.original());
      }
    }
    patched.stubs().forget(start, end);
    codeMapped(task, thread.hostMappings(), to, to + length, -1);
  }

  /**
   * Where sites are overwritten.
   *
   * @param isLinker whether it is the dynamic linker which starts a program
   */
  private record Target(PatchedCode patched, FileMapping mapping, boolean isLinker) {}

  private void patch(GuestThread thread, Target target, List<Site> sites) {
    if (sites.isEmpty()) {
      return;
    }
    FileMapping mapping = target.mapping;
    StubArea stubs = target.patched.stubs();
    boolean isNew = stubs.within(mapping.start(), mapping.end()).isEmpty();
    PatchPlan known = isNew ? plans.find(sites, mapping, target.isLinker) : null;
    if (known != null && known.fits(stubs.end()) && known.apply(thread, target.patched)) {
      return;
    }
    List<PatchPlan.Change> changes = new ArrayList<>();
    List<Site> near = new ArrayList<>();
    for (Site site : sites) {
      if (mapping.holdsOffset(site.fileOffset())) {
        if (!near.isEmpty() && !isNear(near.getLast(), site)) {
          patchPages(thread, target, near, changes);
          near.clear();
        }
        near.add(site);
      }
    }
    if (!near.isEmpty()) {
      patchPages(thread, target, near, changes);
    }
    if (isNew) {
      PatchPlan plan =
          new PatchPlan(
              changes,
              target.patched.within(mapping.start(), mapping.end()),
              stubs.pending(mapping.start(), mapping.end()));
      plans.keep(sites, mapping, target.isLinker, plan);
    }
    stubs.write(thread);
  }

  /** Whether the next site is on the same page, or the next. */
  private static boolean isNear(Site site, Site next) {
    long pages = next.fileOffset() / PAGE - site.fileOffset() / PAGE;
    return pages == 0 || pages == 1;
  }

  /** Changes sites on neighbouring pages with one write. */
  private void patchPages(
      GuestThread thread, Target target, List<Site> sites, List<PatchPlan.Change> changes) {
    FileMapping mapping = target.mapping;
    long bias = mapping.start() - mapping.offset();
    long first = bias + sites.getFirst().fileOffset();
    long from = Math.max(mapping.start(), first - before(sites.getFirst()));
    long to = Math.min(mapping.end(), bias + end(sites.getLast()));
    byte[] code = new byte[(int) (to - from)];
    int readable = thread.memory().peek(from, code, 0, code.length);
    byte[] original = code.clone();
    int changedEnd = 0;
    for (Site site : sites) {
      int at = (int) (bias + site.fileOffset() - from);
      // The program may have changed its code, or it may be overwritten already.
      if (at + site.length() <= readable && Instruction.isAt(code, at, site)) {
        int changed = displace(target, from, code, at, site);
        if (changed == 0 && site.kind() != Site.Kind.PAUSE) {
          code[at] = BREAKPOINT;
          changed = at + 1;
          target.patched.add(from + at, site);
        }
        changedEnd = Math.max(changedEnd, changed);
      }
    }
    if (changedEnd != 0) {
      byte[] changed = Arrays.copyOf(code, changedEnd);
      int checksum = Window.checksum(original, 0, changedEnd);
      changes.add(new PatchPlan.Change(from, checksum, changed));
      thread.writeCode(from, changed);
    }
  }

  private static int before(Site site) {
    Window window = site.window();
    return window == null ? 0 : window.before();
  }

  /** Where a site ends in the file, with its window. */
  private static long end(Site site) {
    Window window = site.window();
    return site.fileOffset() + (window == null ? site.length() : window.length() - window.before());
  }

  /**
   * Puts a jump in the place of a site's window.
   *
   * @param from the address of the code's first byte
   * @param at where the site is in {@code code}
   * @return where the window ends in the code; 0 when the site must have a breakpoint
   */
  private int displace(Target target, long from, byte[] code, int at, Site site) {
    StubArea stubs = target.patched.stubs();
    Window window = site.window();
    if (window == null || (site.kind() == Site.Kind.RDTSC && !target.isLinker)) {
      return 0;
    }
    int start = at - window.before();
    int end = start + window.length();
    if (start < 0 || end > code.length) {
      return 0;
    }
    DisplacedCode known = stubs.at(from + start);
    if (known != null && known.isAt(code, start)) {
      // The jump itself looks like the instruction.
      return end;
    }
    if (Window.checksum(code, start, window.length()) != window.checksum()) {
      return 0;
    }
    byte[] original = Arrays.copyOfRange(code, start, end);
    DisplacedCode displaced = stubs.displace(from + start, original, site, routines);
    if (displaced == null) {
      return 0;
    }
    System.arraycopy(displaced.jump(), 0, code, start, window.length());
    return end;
  }
}
