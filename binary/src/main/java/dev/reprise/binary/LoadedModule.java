package dev.reprise.binary;

/**
 * A part of a file that is mapped into a process.
 *
 * @param path the file's name, for people to read
 * @param start the address of the first mapped byte
 * @param end the address after the last mapped byte
 * @param fileOffset where the first mapped byte lies in the file
 * @param loadBias what the loader added to link-time addresses; 0 in a fixed program
 * @param file the file itself
 */
public record LoadedModule(
    String path, long start, long end, long fileOffset, long loadBias, ElfFile file) {

  /**
   * A mapping as /proc/PID/maps shows it; the load bias follows from the program headers.
   *
   * <p>The bias is 0 when no segment of the file has a byte in the mapping.
   */
  public static LoadedModule of(String path, long start, long end, long fileOffset, ElfFile file) {
    long bias = 0;
    for (Segment segment : file.segments()) {
      // A mapping begins at a whole page, so a segment may begin a little further on.
      long skipped = segment.offset() - fileOffset;
      boolean startsInside = skipped >= 0 && skipped < end - start;
      if (segment.isLoad() && (startsInside || segment.holdsOffset(fileOffset))) {
        bias = start + skipped - segment.vaddr();
        if (segment.isExecutable()) {
          break;
        }
      }
    }
    return new LoadedModule(path, start, end, fileOffset, bias, file);
  }

  /** Returns whether an address lies in the mapping. */
  public boolean holds(long address) {
    return Long.compareUnsigned(address - start, end - start) < 0;
  }

  /** Returns the link-time address of an address in the mapping. */
  public long vaddr(long address) {
    return address - loadBias;
  }
}
