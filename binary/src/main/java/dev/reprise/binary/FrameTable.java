package dev.reprise.binary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses the entries of .eh_frame: each a length, an identifier and a {@link Cie} or {@link Fde}.
 */
final class FrameTable {
  private static final int EXTENDED_LENGTH = 0xffff_ffff;

  private final Region region;
  private final long dataBase;

  /** Most files have one or two common entries for thousands of functions. */
  private volatile @Nullable LastCie lastCie;

  private record LastCie(long vaddr, Cie cie) {}

  FrameTable(Region region, long dataBase) {
    this.region = region;
    this.dataBase = dataBase;
  }

  /** Returns the address of the first entry. */
  long vaddr() {
    return region.vaddr();
  }

  /** Parses the frame description at an address. */
  Fde fdeAt(long vaddr) throws MalformedElfException {
    Cursor entry = entryAt(vaddr);
    long idAt = region.addressOf(entry);
    long distance = entry.u32();
    if (distance == 0) {
      throw MalformedElfException.damaged("a common entry where a frame description belongs");
    }
    Cie cie = cieAt(idAt - distance);
    long start = EncodedPointer.read(entry, region, cie.pointerEncoding(), dataBase);
    long size = EncodedPointer.readNumber(entry, cie.pointerEncoding());
    if (cie.hasAugmentation()) {
      entry.skip(entry.uleb128());
    }
    return new Fde(start, start + size, cie, region.rest(entry));
  }

  private Cie cieAt(long vaddr) throws MalformedElfException {
    LastCie last = lastCie;
    if (last != null && last.vaddr == vaddr) {
      return last.cie;
    }
    Cie cie = parseCie(vaddr);
    lastCie = new LastCie(vaddr, cie);
    return cie;
  }

  private Cie parseCie(long vaddr) throws MalformedElfException {
    Cursor entry = entryAt(vaddr);
    if (entry.u32() != 0) {
      throw MalformedElfException.damaged("a frame description where a common entry belongs");
    }
    return Cie.parse(entry, region);
  }

  /** A cursor over the entry at an address, after its length, up to the entry's end. */
  private Cursor entryAt(long vaddr) throws MalformedElfException {
    Cursor cursor = region.cursorAt(vaddr);
    int word = cursor.s32();
    long size = word == EXTENDED_LENGTH ? cursor.s64() : Integer.toUnsignedLong(word);
    if (size < 4 || size > cursor.remaining()) {
      throw MalformedElfException.damaged("unwind entry of " + size + " bytes");
    }
    int start = cursor.position();
    return new Cursor(region.bytes(), start, start + (int) size);
  }

  /**
   * Lists the addresses of all frame descriptions, for a file without a search table.
   *
   * <p>A table that is damaged in the middle ends there.
   */
  long[] listFdes() {
    long[] found = new long[64];
    int count = 0;
    try {
      Cursor cursor = region.cursorAt(region.vaddr());
      while (cursor.hasRemaining()) {
        long at = region.addressOf(cursor);
        int word = cursor.s32();
        if (word == 0) {
          // A terminator; crtend.o and static linking put one at the very end.
          break;
        }
        long size = word == EXTENDED_LENGTH ? cursor.s64() : Integer.toUnsignedLong(word);
        boolean isFde = cursor.u32() != 0;
        cursor.skip(size - 4);
        if (isFde) {
          if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
          }
          found[count++] = at;
        }
      }
    } catch (MalformedElfException damaged) {
      // What was read up to here is sound.
    }
    return Arrays.copyOf(found, count);
  }
}
