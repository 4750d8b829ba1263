package dev.reprise.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file that is to be executed, and what they tell. */
record ProgramHead(byte[] bytes) {
  /** How many bytes are worth reading. */
  static final int LENGTH = 64;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int CLASS = 4;
  private static final int CLASS_32 = 1;
  private static final int PROGRAM_HEADER_SIZE = 54;
  private static final int PROGRAM_HEADER_SIZE_32 = 32;
  private static final int MACHINE = 18;
  private static final int I386 = 3;
  private static final int X86_64 = 62;

  /**
   * The machine for which an ELF file was made, when it is not this one. The host might run it all
   * the same, by its 32-bit mode or an interpreter of its own, but not as every other host would.
   */
  @Nullable String foreignMachine() {
    if (bytes.length < MACHINE + 2 || !Arrays.equals(bytes, 0, 4, ELF, 0, 4)) {
      return null;
    }
    int machine = bytes[MACHINE] & 0xff | (bytes[MACHINE + 1] & 0xff) << 8;
    return switch (machine) {
      case X86_64 -> isNarrow() ? "x32" : null;
      case I386 -> "i386 (32-bit x86)";
      case 40 -> "ARM";
      case 183 -> "AArch64";
      case 243 -> "RISC-V";
      default -> "machine " + machine;
    };
  }

  /** Linux goes by the size of the program headers: it does not look at the class. */
  private boolean isNarrow() {
    return bytes.length == LENGTH
        && bytes[CLASS] == CLASS_32
        && bytes[PROGRAM_HEADER_SIZE] == PROGRAM_HEADER_SIZE_32;
  }

  /**
   * The program that a script's first line names to run it, or null when this is no such script.
   */
  @Nullable String interpreter() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String first = text.startsWith("#!") ? text.substring(2).lines().findFirst().orElse("") : "";
    String name = first.strip().split("[ \t]", 2)[0];
    return name.isEmpty() ? null : name;
  }

  /** Whether it may be a script without "#!", by the rule of shells: no zero byte. */
  boolean isText() {
    for (byte value : bytes) {
      if (value == 0) {
        return false;
      }
    }
    return true;
  }
}
