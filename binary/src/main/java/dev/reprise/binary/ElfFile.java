package dev.reprise.binary;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An x86-64 ELF program, shared library or vDSO image.
 *
 * <p>Each part is read when it is first asked for: opening a large program costs as little as
 * opening a small one, some microseconds. An object which nobody closes is closed when nobody
 * refers to it any more.
 *
 * <p>Addresses are link-time addresses, called {@code vaddr}: what the file says before the kernel
 * or the dynamic linker adds a load bias.
 *
 * <p>Safe to share between threads.
 */
public final class ElfFile implements Closeable {
  /** What the file was linked as. */
  public enum Type {
    /** An object file, input to the linker. */
    RELOCATABLE,
    /** A program that is loaded at the very addresses in the file. */
    EXECUTABLE,
    /** A shared library or a position-independent program. */
    DYNAMIC,
    /** A memory dump. */
    CORE,
    /** Anything else. */
    OTHER;

    static Type of(int number) {
      return switch (number) {
        case 1 -> RELOCATABLE;
        case 2 -> EXECUTABLE;
        case 3 -> DYNAMIC;
        case 4 -> CORE;
        default -> OTHER;
      };
    }
  }

  /**
   * The most bytes that are read at once. No honest table or function is larger, and a damaged file
   * must not be able to exhaust the heap.
   */
  private static final int MAXIMUM_PART = 1 << 26;

  /** The kernel's limit for a path, in bytes. */
  private static final int MAXIMUM_PATH = 4096;

  private final ByteSource source;
  private final ElfHeader header;
  private final List<Segment> segments;
  private volatile @Nullable List<Section> sections;
  private volatile @Nullable Symbols symbols;
  private volatile @Nullable EhFrame ehFrame;

  private ElfFile(ByteSource source) throws MalformedElfException {
    this.source = source;
    this.header = ElfHeader.read(bytes(0, Math.min(ElfHeader.SIZE, source.size())));
    this.segments = SegmentTable.read(this, header);
  }

  /**
   * Opens a file.
   *
   * @throws MalformedElfException when it is not an x86-64 ELF file
   * @throws IOException when it cannot be read
   */
  public static ElfFile open(Path path) throws IOException {
    ByteSource source = ByteSource.open(path);
    try {
      return new ElfFile(source);
    } catch (MalformedElfException refused) {
      source.close();
      throw refused;
    }
  }

  /**
   * Takes an image from memory, from the buffer's position to its limit: a vDSO, for example.
   *
   * @throws MalformedElfException when it is not an x86-64 ELF file
   */
  public static ElfFile of(ByteBuffer image) throws MalformedElfException {
    return new ElfFile(ByteSource.of(image));
  }

  /** Closes the file; what has not been read yet will count as damaged. */
  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Returns the size of the file when it was opened, in bytes. */
  public long size() {
    return source.size();
  }

  /** Returns what the file was linked as. */
  public Type type() {
    return header.type();
  }

  /** Returns the link-time address of the first instruction; 0 in most libraries. */
  public long entry() {
    return header.entry();
  }

  /** Returns the program headers in the file's order. */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Returns whether the file has tables for a dynamic linker; a static-pie program has them too.
   */
  public boolean isDynamic() {
    return firstSegment(Segment.DYNAMIC).isPresent();
  }

  /** Returns whether the kernel starts the file itself, without a dynamic linker. */
  public boolean isStatic() {
    return firstSegment(Segment.INTERPRETER).isEmpty();
  }

  /** Returns the first program header of a type. */
  public Optional<Segment> firstSegment(int type) {
    for (Segment segment : segments) {
      if (segment.type() == type) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the path of the dynamic linker, or empty in a static program and in most libraries.
   *
   * @throws MalformedElfException when the path lies outside the file or has no end
   */
  public Optional<String> interpreter() throws MalformedElfException {
    Optional<Segment> segment = firstSegment(Segment.INTERPRETER);
    if (segment.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Cursor(bytes(segment.get())).string(MAXIMUM_PATH));
  }

  /**
   * Returns the linker's build-id in lower-case hexadecimal, or empty when there is none.
   *
   * @throws MalformedElfException when the notes are damaged
   */
  public Optional<String> buildId() throws MalformedElfException {
    return BuildId.of(this);
  }

  /** Returns where a link-time address lies in the file, or empty when no segment loads it. */
  public OptionalLong offsetOf(long vaddr) {
    for (Segment segment : segments) {
      if (segment.isLoad() && segment.holdsAddress(vaddr)) {
        return OptionalLong.of(vaddr - segment.vaddr() + segment.offset());
      }
    }
    return OptionalLong.empty();
  }

  /** Returns the bytes of a segment that are in the file, little-endian. */
  ByteBuffer bytes(Segment segment) throws MalformedElfException {
    return bytes(segment.offset(), segment.fileSize());
  }

  /** Returns the bytes of a section, little-endian. */
  ByteBuffer bytes(Section section) throws MalformedElfException {
    return bytes(section.offset(), section.type() == Section.NO_BITS ? 0 : section.size());
  }

  /** Returns a range of the file, little-endian. */
  ByteBuffer bytes(long offset, long size) throws MalformedElfException {
    checkRange(offset, size);
    if (size > MAXIMUM_PART) {
      throw MalformedElfException.damaged("a part of " + size + " bytes");
    }
    byte[] part = new byte[(int) size];
    read(offset, part, part.length);
    return Region.littleEndian(part);
  }

  /**
   * Copies a range of the file, which may be larger than what {@link #bytes} returns, in pieces.
   */
  void read(long offset, byte[] into, int count) throws MalformedElfException {
    checkRange(offset, count);
    try {
      source.read(offset, into, count);
    } catch (IOException unreadable) {
      MalformedElfException failure =
          MalformedElfException.damaged(count + " bytes at " + offset + " cannot be read");
      failure.initCause(unreadable);
      throw failure;
    }
  }

  private void checkRange(long offset, long size) throws MalformedElfException {
    if (offset < 0 || size < 0 || offset > size() || size > size() - offset) {
      throw MalformedElfException.damaged(
          size + " bytes at " + offset + " are not in the file of " + size());
    }
  }

  /** Returns the section headers, or an empty list when there are none that make sense. */
  public List<Section> sections() {
    List<Section> known = sections;
    if (known == null) {
      known = SectionTable.read(this, header);
      sections = known;
    }
    return known;
  }

  /** Returns the first section of a name. */
  public Optional<Section> section(String name) {
    for (Section section : sections()) {
      if (section.name().equals(name)) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }

  /** Returns the function symbols; none when the file is stripped of them or they are damaged. */
  public Symbols symbols() {
    Symbols known = symbols;
    if (known == null) {
      known = Symbols.of(this);
      symbols = known;
    }
    return known;
  }

  /** Returns the unwind information; empty when there is none or it is damaged. */
  public EhFrame ehFrame() {
    EhFrame known = ehFrame;
    if (known == null) {
      known = EhFrame.of(this);
      ehFrame = known;
    }
    return known;
  }
}
