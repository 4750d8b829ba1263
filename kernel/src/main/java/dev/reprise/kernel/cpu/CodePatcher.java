package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Task;
import java.nio.file.Path;
import java.util.List;

/**
 * Overwrites instructions with breakpoints when their code is mapped.
 *
 * <p>Only the first byte of an instruction changes, so no other instruction is touched, whatever
 * its length. The memory of a private mapping is changed and never the file. A mapping that is
 * shared with a file is left alone: writing there would reach the file.
 */
final class CodePatcher {
  static final byte BREAKPOINT = (byte) 0xCC;

  private static final long PAGE = 4096;

  private final CodeSites codeSites;

  CodePatcher(CodeSites codeSites) {
    this.codeSites = codeSites;
  }

  /**
   * Looks at what is mapped in a range.
   *
   * @param fd the descriptor from which the range was mapped, or -1
   */
  void codeMapped(Task task, String maps, long start, long end, int fd) {
    PatchedCode patched = task.process().addressSpace().patchedCode();
    GuestThread thread = task.thread();
    for (FileMapping mapping : FileMapping.executable(maps, start, end)) {
      Path file = thread.mappedFile(mapping.start(), mapping.end(), mapping.path(), fd);
      if (file != null) {
        patch(thread, patched, mapping, codeSites.of(file));
      }
    }
  }

  private static void patch(
      GuestThread thread, PatchedCode patched, FileMapping mapping, List<Site> sites) {
    int next = 0;
    while (next < sites.size()) {
      int first = next;
      long page = sites.get(first).fileOffset() / PAGE;
      while (next < sites.size() && sites.get(next).fileOffset() / PAGE == page) {
        next++;
      }
      patchPage(thread, patched, mapping, sites.subList(first, next));
    }
  }

  /** Changes the sites that begin on one page with one write. */
  private static void patchPage(
      GuestThread thread, PatchedCode patched, FileMapping mapping, List<Site> sites) {
    long bias = mapping.start() - mapping.offset();
    long from = bias + sites.getFirst().fileOffset();
    long to = bias + sites.getLast().fileOffset() + sites.getLast().length();
    if (from < mapping.start() || from >= mapping.end()) {
      return;
    }
    byte[] code = new byte[(int) (to - from)];
    int readable = thread.memory().peek(from, code, 0, code.length);
    int changedEnd = 0;
    for (Site site : sites) {
      int at = (int) (bias + site.fileOffset() - from);
      // The program may have changed its code, or the breakpoint may be there already.
      if (at + site.length() <= readable && Instruction.isAt(code, at, site)) {
        code[at] = BREAKPOINT;
        changedEnd = at + 1;
        patched.add(from + at, site);
      }
    }
    if (changedEnd != 0) {
      thread.writeCode(from, java.util.Arrays.copyOf(code, changedEnd));
    }
  }
}
