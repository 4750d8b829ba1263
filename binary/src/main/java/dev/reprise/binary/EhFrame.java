package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unwind information of a file, .eh_frame, which also tells where functions begin.
 *
 * <p>Look-ups use the linker's search table, .eh_frame_hdr, which a stripped file has too. A static
 * program may lack it: then all entries are read at the first look-up. Format: Linux Standard Base,
 * "Exception Frames".
 *
 * <p>Safe to share between threads.
 */
final class EhFrame {
  private static final int HEADER_VERSION = 1;
  private static final int PAIR = 8;

  private final @Nullable FrameTable table;

  /** Pairs of distances from {@link #headerVaddr}: of a function and of its description. */
  private final ByteBuffer pairs;

  private final long headerVaddr;
  private volatile @Nullable SortedFunctions sorted;

  private EhFrame(@Nullable FrameTable table, ByteBuffer pairs, long headerVaddr) {
    this.table = table;
    this.pairs = pairs;
    this.headerVaddr = headerVaddr;
  }

  /** The unwind information of a file; empty when it is missing or damaged. */
  static EhFrame of(ElfFile file) {
    Optional<Segment> header = file.firstSegment(Segment.EH_FRAME_HEADER);
    if (header.isPresent()) {
      try {
        return fromHeader(file, header.get());
      } catch (MalformedElfException damaged) {
        // The section may still be sound.
      }
    }
    ByteBuffer none = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    Optional<Section> section = file.section(".eh_frame");
    if (section.isPresent()) {
      try {
        Region region = new Region(file.bytes(section.get()), section.get().vaddr());
        return new EhFrame(new FrameTable(region, 0), none, 0);
      } catch (MalformedElfException damaged) {
        // Nothing is left to try.
      }
    }
    return new EhFrame(null, none, 0);
  }

  private static EhFrame fromHeader(ElfFile file, Segment segment) throws MalformedElfException {
    Region region = new Region(file.bytes(segment), segment.vaddr());
    Cursor cursor = new Cursor(region.bytes());
    int version = cursor.u8();
    int frameEncoding = cursor.u8();
    int countEncoding = cursor.u8();
    int tableEncoding = cursor.u8();
    if (version != HEADER_VERSION || frameEncoding == EncodedPointer.OMITTED) {
      throw MalformedElfException.damaged("unwind header version " + version);
    }
    long frames = EncodedPointer.read(cursor, region, frameEncoding, region.vaddr());
    FrameTable table = new FrameTable(regionFrom(file, frames), region.vaddr());
    ByteBuffer pairs = region.bytes().slice(0, 0);
    if (tableEncoding == EncodedPointer.SEARCHABLE && countEncoding != EncodedPointer.OMITTED) {
      long count = EncodedPointer.readNumber(cursor, countEncoding);
      long whole = Math.clamp(count, 0, cursor.remaining() / PAIR);
      pairs = region.bytes().slice(cursor.position(), (int) whole * PAIR);
    }
    return new EhFrame(table, pairs.order(ByteOrder.LITTLE_ENDIAN), region.vaddr());
  }

  /** The loaded bytes from an address to the end of its segment: .eh_frame has its own end mark. */
  private static Region regionFrom(ElfFile file, long vaddr) throws MalformedElfException {
    for (Segment segment : file.segments()) {
      if (segment.isLoad() && segment.holdsAddress(vaddr)) {
        long skipped = vaddr - segment.vaddr();
        return new Region(
            file.bytes(segment.offset() + skipped, segment.fileSize() - skipped), vaddr);
      }
    }
    throw MalformedElfException.damaged("no segment holds .eh_frame");
  }

  /** Finds the frame description which covers a link-time address. */
  Optional<Fde> find(long vaddr) {
    if (table == null) {
      return Optional.empty();
    }
    Fde found = pairs.limit() > 0 ? findByTable(table, vaddr) : findBySorting(table, vaddr);
    return found != null && found.covers(vaddr) ? Optional.of(found) : Optional.empty();
  }

  private @Nullable Fde findByTable(FrameTable frames, long vaddr) {
    long relative = vaddr - headerVaddr;
    int low = 0;
    int high = pairs.limit() / PAIR;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pairs.getInt(middle * PAIR) <= relative) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return null;
    }
    try {
      return frames.fdeAt(headerVaddr + pairs.getInt((low - 1) * PAIR + 4));
    } catch (MalformedElfException damaged) {
      return null;
    }
  }

  private @Nullable Fde findBySorting(FrameTable frames, long vaddr) {
    SortedFunctions all = sorted;
    if (all == null) {
      all = SortedFunctions.of(frames);
      sorted = all;
    }
    return all.nearest(vaddr);
  }
}
