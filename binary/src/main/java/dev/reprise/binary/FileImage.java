package dev.reprise.binary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a program has at an address before it runs, as its file says, read a page at a time.
 *
 * <p>Pointers are what the linker has left in their place. GNU ld writes there what a relocation of
 * kind {@code RELATIVE} adds to the load bias, and packed relocations have no other place for it:
 * so the relocation table, which may have a hundred thousand entries, is not needed. Other linkers
 * may leave zero there.
 */
final class FileImage {
  private static final int PAGE = 4096;
  private static final int LONGEST_STRING = 256;

  private final ElfFile file;
  private final Map<Long, byte[]> pages = new HashMap<>();

  FileImage(ElfFile file) {
    this.file = file;
  }

  /**
   * Returns the eight bytes at a link-time address.
   *
   * @throws MalformedElfException when they are not in the file, or not at a multiple of eight
   */
  long word(long vaddr) throws MalformedElfException {
    long offset = offsetOf(vaddr);
    byte[] page = page(offset / PAGE);
    int at = (int) (offset % PAGE);
    if (at % Long.BYTES != 0 || at + Long.BYTES > page.length) {
      throw MalformedElfException.damaged("a word at " + offset);
    }
    return Region.littleEndian(page).getLong(at);
  }

  /**
   * Returns the zero-terminated string at a link-time address; a very long one is cut off.
   *
   * @throws MalformedElfException when it is not in the file
   */
  String string(long vaddr) throws MalformedElfException {
    long offset = offsetOf(vaddr);
    byte[] text = new byte[LONGEST_STRING];
    int length = 0;
    while (length < LONGEST_STRING) {
      byte[] page = page((offset + length) / PAGE);
      int at = (int) ((offset + length) % PAGE);
      if (at >= page.length || page[at] == 0) {
        break;
      }
      text[length++] = page[at];
    }
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  private long offsetOf(long vaddr) throws MalformedElfException {
    for (Segment segment : file.segments()) {
      if (segment.isLoad() && segment.holdsAddress(vaddr)) {
        return vaddr - segment.vaddr() + segment.offset();
      }
    }
    throw MalformedElfException.damaged("nothing at address " + Long.toHexString(vaddr));
  }

  private byte[] page(long number) throws MalformedElfException {
    byte[] page = pages.get(number);
    if (page == null) {
      long start = number * PAGE;
      page = new byte[(int) Math.max(0, Math.min(PAGE, file.size() - start))];
      file.read(start, page, page.length);
      pages.put(number, page);
    }
    return page;
  }
}
