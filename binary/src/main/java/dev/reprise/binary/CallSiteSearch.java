package dev.reprise.binary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Finds the {@code syscall} instructions of a file before which a jump can be put.
 *
 * <p>Only those count which begin where decoding their function from its start comes to. Nothing in
 * the file may jump into what is moved; see {@link JumpTargets}. A site before which there is room
 * for a short jump only needs padding near by for the long one.
 */
public final class CallSiteSearch {
  private static final int CHUNK = 1 << 16;

  /** How far a short jump leads, in bytes, less than what it could by the jump's own length. */
  private static final int NEAR = 120;

  private final ElfFile file;
  private final DecodedFunctions functions;

  /** The link-time addresses of what would be moved, with the address of the site. */
  private final TreeMap<Long, Long> moved = new TreeMap<>();

  private final Map<Long, FunctionCode> functionOfSite = new HashMap<>();

  private CallSiteSearch(ElfFile file) {
    this.file = file;
    this.functions = new DecodedFunctions(file);
  }

  /** The sites of a file by rising offset. */
  public static List<CallSite> find(ElfFile file) throws MalformedElfException {
    CallSiteSearch search = new CallSiteSearch(file);
    for (Segment segment : file.segments()) {
      if (segment.isExecutable()) {
        search.segment(segment);
      }
    }
    JumpTargets.forEach(file, search::dropTarget);
    return search.sites();
  }

  private void segment(Segment segment) throws MalformedElfException {
    byte[] chunk = new byte[CHUNK + 1];
    for (long at = 0; at < segment.fileSize(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, segment.fileSize() - at);
      file.read(segment.offset() + at, chunk, size);
      for (int i = 0; i < Math.min(size - 1, CHUNK); i++) {
        if (chunk[i] == 0x0f && chunk[i + 1] == 0x05) {
          candidate(segment.vaddr() + at + i);
        }
      }
    }
  }

  private void candidate(long vaddr) throws MalformedElfException {
    FunctionCode function = functions.around(vaddr);
    if (function == null || !function.isStart(vaddr)) {
      return;
    }
    int before = function.movableBefore(vaddr, Window.SMALLEST);
    if (before >= CallSite.SHORT_JUMP) {
      moved.put(vaddr - before, vaddr);
      functionOfSite.put(vaddr, function);
    }
  }

  /** A jump to the site itself, or to the first byte, does no harm. */
  private void dropTarget(long target) {
    Map.Entry<Long, Long> before = moved.lowerEntry(target);
    if (before != null && target < before.getValue()) {
      moved.remove(before.getKey());
    }
  }

  private List<CallSite> sites() throws MalformedElfException {
    List<CallSite> sites = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : moved.entrySet()) {
      long site = entry.getValue();
      int before = (int) (site - entry.getKey());
      OptionalLong offset = file.offsetOf(site);
      FunctionCode code = functionOfSite.get(site);
      if (offset.isEmpty() || code == null) {
        continue;
      }
      long hop = -1;
      if (before < Window.SMALLEST) {
        long padding = code.padding(site - before, NEAR, Window.SMALLEST);
        if (padding < 0) {
          continue;
        }
        hop = padding - site + offset.getAsLong();
      }
      int checksum = code.checksum(site - before, before);
      sites.add(new CallSite(offset.getAsLong(), before, checksum, hop));
    }
    return sites;
  }
}
