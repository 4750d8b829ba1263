package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * The symbols of a file: all of them ({@code .symtab}), or in a stripped file those which it
 * exports ({@code .dynsym}). They are functions, but for {@link #variable}.
 *
 * <p>The table is sorted at the first look-up; names are read only for what is found. Instances are
 * safe to share between threads.
 */
public final class Symbols {
  private static final int ENTRY_SIZE = 24;
  private static final int OBJECT = 1;
  private static final int FUNCTION = 2;
  private static final int INDIRECT_FUNCTION = 10;

  /**
   * An address relative to {@link #base} and an entry's number share a long, so that sorting needs
   * no objects. A file of 2 GiB cannot hold more entries, nor spread code further, than fits.
   */
  private static final int INDEX_BITS = 27;

  private static final long ENTRY_MASK = (1L << INDEX_BITS) - 1;
  private static final long MAXIMUM_SPREAD = 1L << (62 - INDEX_BITS);

  /** How many names of one address are looked at: a damaged table may have any number of them. */
  private static final int MAXIMUM_ALIASES = 64;

  /** The length of names, mangled C++ templates included, beyond which they count as damaged. */
  private static final int MAXIMUM_NAME = 1 << 16;

  private final ByteBuffer table;
  private final ByteBuffer names;
  private final long base;
  private volatile long[] sorted = new long[0];
  private volatile boolean isSorted;

  private Symbols(ByteBuffer table, ByteBuffer names, long base) {
    this.table = table;
    this.names = names;
    this.base = base;
  }

  /** The symbols of a file; none when the table is missing or damaged. */
  static Symbols of(ElfFile file) {
    Symbols all = ofType(file, Section.SYMBOL_TABLE);
    return all.count() > 0 ? all : ofType(file, Section.DYNAMIC_SYMBOLS);
  }

  private static Symbols ofType(ElfFile file, int type) {
    for (Section section : file.sections()) {
      int link = section.link();
      if (section.type() == type && link >= 0 && link < file.sections().size()) {
        try {
          ByteBuffer names = file.bytes(file.sections().get(link));
          return new Symbols(file.bytes(section), names, lowestAddress(file));
        } catch (MalformedElfException damaged) {
          // Symbols serve people who read a stack: without them it shows addresses.
        }
      }
    }
    ByteBuffer none = ByteBuffer.allocate(0);
    return new Symbols(none, none, 0);
  }

  private static long lowestAddress(ElfFile file) {
    long lowest = Long.MAX_VALUE;
    for (Segment segment : file.segments()) {
      if (segment.isLoad()) {
        lowest = Math.min(lowest, segment.vaddr());
      }
    }
    return lowest;
  }

  private int count() {
    return table.limit() / ENTRY_SIZE;
  }

  /**
   * Finds the function which holds a link-time address.
   *
   * <p>A function whose size is unknown reaches to the next one. Where names share the code, the
   * one with the smallest number in the symbol table is returned.
   */
  public Optional<Symbol> at(long vaddr) {
    long relative = vaddr - base;
    if (relative < 0 || relative >= MAXIMUM_SPREAD) {
      return Optional.empty();
    }
    long[] keys = sorted();
    // No entry has the greatest number, so the key is never found, only its place after all equals.
    int last = -Arrays.binarySearch(keys, relative << INDEX_BITS | ENTRY_MASK) - 2;
    if (last < 0) {
      return Optional.empty();
    }
    long nearest = keys[last] >> INDEX_BITS;
    int found = -1;
    int first = Math.max(0, last - MAXIMUM_ALIASES);
    for (int i = last; i >= first && keys[i] >> INDEX_BITS == nearest; i--) {
      int entry = entryOf(keys[i]);
      if (size(entry) == 0 || relative - nearest < size(entry)) {
        found = entry;
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(symbol(found));
  }

  /** Finds a function by its name, in the order of the symbol table. */
  public Optional<Symbol> named(String name) {
    int entry = find(name, this::isFunction);
    return entry < 0 ? Optional.empty() : Optional.of(symbol(entry));
  }

  /** Finds the link-time address of a variable by its name, in the order of the symbol table. */
  public OptionalLong variable(String name) {
    int entry = find(name, candidate -> isDefined(candidate, OBJECT));
    return entry < 0 ? OptionalLong.empty() : OptionalLong.of(address(entry));
  }

  private int find(String name, IntPredicate isWanted) {
    byte[] wanted = (name + '\0').getBytes(StandardCharsets.UTF_8);
    ByteBuffer expected = ByteBuffer.wrap(wanted);
    for (int entry = 0; entry < count(); entry++) {
      int at = table.getInt(entry * ENTRY_SIZE);
      if (isWanted.test(entry)
          && at >= 0
          && at <= names.limit() - wanted.length
          && names.slice(at, wanted.length).equals(expected)) {
        return entry;
      }
    }
    return -1;
  }

  private long[] sorted() {
    if (!isSorted) {
      // Two threads may both do this; they store equal arrays.
      sorted = sort();
      isSorted = true;
    }
    return sorted;
  }

  private long[] sort() {
    long[] keys = new long[count()];
    int functions = 0;
    for (int entry = 0; entry < keys.length; entry++) {
      long relative = address(entry) - base;
      if (isFunction(entry) && relative >= 0 && relative < MAXIMUM_SPREAD) {
        keys[functions++] = relative << INDEX_BITS | entry;
      }
    }
    keys = Arrays.copyOf(keys, functions);
    Arrays.sort(keys);
    return keys;
  }

  private static int entryOf(long key) {
    return (int) (key & ENTRY_MASK);
  }

  private boolean isFunction(int entry) {
    return isDefined(entry, FUNCTION) || isDefined(entry, INDIRECT_FUNCTION);
  }

  private boolean isDefined(int entry, int type) {
    int section = table.getShort(entry * ENTRY_SIZE + 6);
    return section != 0 && (table.get(entry * ENTRY_SIZE + 4) & 0xf) == type;
  }

  private long address(int entry) {
    return table.getLong(entry * ENTRY_SIZE + 8);
  }

  private long size(int entry) {
    return table.getLong(entry * ENTRY_SIZE + 16);
  }

  private String name(int entry) {
    try {
      return new Cursor(names, table.getInt(entry * ENTRY_SIZE), names.limit())
          .string(MAXIMUM_NAME);
    } catch (MalformedElfException nameless) {
      return "";
    }
  }

  private Symbol symbol(int entry) {
    return new Symbol(name(entry), address(entry), size(entry));
  }
}
