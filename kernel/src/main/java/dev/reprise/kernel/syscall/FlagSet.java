package dev.reprise.kernel.syscall;

import java.util.List;

/**
 * Names for the values of one kind of argument. Values are taken as 32-bit numbers, because the
 * kernel declares nearly all of them {@code int} and the upper half of the register is then noise.
 */
public final class FlagSet {

  /**
   * One name: it stands for the bits of {@code mask} when they equal {@code value}.
   *
   * @param mask bits that the name explains; all bits for a value that excludes any other
   */
  public record Flag(String name, int mask, int value) {}

  private static final int WHOLE = -1;
  private final List<Flag> flags;
  private final boolean decimal;

  private FlagSet(List<Flag> flags, boolean decimal) {
    this.flags = flags;
    this.decimal = decimal;
  }

  /** A set of bits; bits without a name are written in hexadecimal. */
  static FlagSet bits(Flag... flags) {
    return new FlagSet(List.of(flags), false);
  }

  /** A choice of one value; a value without a name is written in decimal. */
  static FlagSet choice(Flag... flags) {
    return new FlagSet(List.of(flags), true);
  }

  /** A choice whose values are {@code first}, {@code first + 1} and so on. */
  static FlagSet sequence(int first, String... names) {
    Flag[] flags = new Flag[names.length];
    for (int i = 0; i < names.length; i++) {
      flags[i] = only(names[i], first + i);
    }
    return choice(flags);
  }

  /** A name for all bits of {@code value} together. */
  static Flag bit(String name, int value) {
    return new Flag(name, value, value);
  }

  /** A name for one value of a field of several bits. */
  static Flag field(String name, int mask, int value) {
    return new Flag(name, mask, value);
  }

  /** A name for the value as a whole. */
  static Flag only(String name, int value) {
    return new Flag(name, WHOLE, value);
  }

  /** All names with their values. */
  public List<Flag> flags() {
    return flags;
  }

  /** The names of {@code value}, joined by a bar; what has no name follows as a number. */
  public String describe(long value) {
    int left = (int) value;
    int unexplained = WHOLE;
    StringBuilder out = new StringBuilder();
    for (Flag flag : flags) {
      boolean free = (flag.mask & unexplained) == flag.mask;
      if (free && (left & flag.mask) == flag.value) {
        separate(out).append(flag.name);
        left &= ~flag.mask;
        unexplained &= ~flag.mask;
        if (flag.mask == WHOLE) {
          return out.toString();
        }
      }
    }
    if (left != 0) {
      separate(out).append(decimal ? Integer.toString(left) : "0x" + Integer.toHexString(left));
    }
    return out.isEmpty() ? "0" : out.toString();
  }

  private static StringBuilder separate(StringBuilder out) {
    return out.isEmpty() ? out : out.append('|');
  }
}
