package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import org.jspecify.annotations.Nullable;

/** The machine code of the instructions that are intercepted. */
final class Instruction {
  private static final Site.Kind[] UNTRAPPED = {
    Site.Kind.CPUID, Site.Kind.XGETBV, Site.Kind.RDRAND, Site.Kind.RDSEED
  };

  private Instruction() {}

  /** Whether code holds the instruction of a site, maybe behind prefixes. */
  static boolean isAt(byte[] code, int at, Site site) {
    for (int i = at; i + 1 < at + site.length(); i++) {
      int third = i + 2 < at + site.length() ? code[i + 2] & 0xff : -1;
      if (matches(site.kind(), code[i] & 0xff, code[i + 1] & 0xff, third)) {
        return true;
      }
    }
    return false;
  }

  /** Whether code holds the instruction of a site with its first byte replaced by a breakpoint. */
  static boolean isBehindBreakpoint(byte[] code, Site site) {
    if (code[0] != CodePatcher.BREAKPOINT) {
      return false;
    }
    byte[] original = code.clone();
    for (int first : new int[] {0x0F, 0xC7}) {
      original[0] = (byte) first;
      if (isAt(original, 0, site)) {
        return true;
      }
    }
    return false;
  }

  /** Which instruction begins with its opcode there, of those that nothing else makes trap. */
  static Site.@Nullable Kind kindAt(byte[] code, int at, int end) {
    if (at + 1 >= end) {
      return null;
    }
    int third = at + 2 < end ? code[at + 2] & 0xff : -1;
    for (Site.Kind kind : UNTRAPPED) {
      if (matches(kind, code[at] & 0xff, code[at + 1] & 0xff, third)) {
        return kind;
      }
    }
    return null;
  }

  private static boolean matches(Site.Kind kind, int first, int second, int third) {
    return switch (kind) {
      case CPUID -> first == 0x0F && second == 0xA2;
      case RDTSC -> first == 0x0F && second == 0x31;
      case RDTSCP -> first == 0x0F && second == 0x01 && third == 0xF9;
      case XGETBV -> first == 0x0F && second == 0x01 && third == 0xD0;
      case RDRAND -> first == 0x0F && second == 0xC7 && third >= 0xF0 && third <= 0xF7;
      case RDSEED, RDPID -> first == 0x0F && second == 0xC7 && third >= 0xF8;
      case XBEGIN -> first == 0xC7 && second == 0xF8;
      case PAUSE -> first == 0xF3 && second == 0x90;
    };
  }
}
