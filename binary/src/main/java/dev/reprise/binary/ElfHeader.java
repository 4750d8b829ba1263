package dev.reprise.binary;

import static dev.reprise.binary.MalformedElfException.Reason.FOREIGN_MACHINE;
import static dev.reprise.binary.MalformedElfException.Reason.NOT_ELF;

import java.nio.ByteBuffer;

/**
 * The first 64 bytes of an x86-64 ELF file.
 *
 * <p>Layout and numbers are those of the System V ABI, "Object Files", and of its AMD64 supplement.
 */
record ElfHeader(
    ElfFile.Type type,
    long entry,
    long programHeaderOffset,
    int programHeaderCount,
    long sectionHeaderOffset,
    int sectionHeaderCount,
    int sectionNameIndex) {

  static final int SIZE = 64;
  static final int PROGRAM_HEADER_SIZE = 56;
  static final int SECTION_HEADER_SIZE = 64;

  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_32 = 1;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int X86_64 = 62;

  static ElfHeader read(ByteBuffer image) throws MalformedElfException {
    if (image.limit() < 4 || image.getInt(0) != MAGIC) {
      throw new MalformedElfException(NOT_ELF, "not an ELF file");
    }
    Cursor cursor = new Cursor(image);
    cursor.skip(4);
    int elfClass = cursor.u8();
    int byteOrder = cursor.u8();
    cursor.skip(10);
    int typeNumber = cursor.u16();
    int machine = cursor.u16();
    checkMachine(elfClass, byteOrder, machine);
    cursor.skip(4);
    long entry = cursor.s64();
    long programHeaderOffset = cursor.s64();
    long sectionHeaderOffset = cursor.s64();
    cursor.skip(6);
    int programHeaderSize = cursor.u16();
    int programHeaderCount = cursor.u16();
    int sectionHeaderSize = cursor.u16();
    int sectionHeaderCount = cursor.u16();
    int sectionNameIndex = cursor.u16();
    if (programHeaderCount != 0 && programHeaderSize != PROGRAM_HEADER_SIZE) {
      throw MalformedElfException.damaged("program headers of " + programHeaderSize + " bytes");
    }
    // Section headers serve debugging alone: a file whose headers make no sense still runs.
    boolean sections = sectionHeaderSize == SECTION_HEADER_SIZE;
    return new ElfHeader(
        ElfFile.Type.of(typeNumber),
        entry,
        programHeaderOffset,
        programHeaderCount,
        sections ? sectionHeaderOffset : 0,
        sectionHeaderCount,
        sectionNameIndex);
  }

  private static void checkMachine(int elfClass, int byteOrder, int machine)
      throws MalformedElfException {
    if (elfClass == CLASS_64 && byteOrder == LITTLE_ENDIAN && machine == X86_64) {
      return;
    }
    // The machine number is stored in the file's own byte order.
    int number = byteOrder == LITTLE_ENDIAN ? machine : (machine & 0xff) << 8 | machine >> 8;
    String name = number == X86_64 && elfClass == CLASS_32 ? "x32" : machineName(number, elfClass);
    throw new MalformedElfException(
        FOREIGN_MACHINE, "an ELF file for " + name + ", not for x86-64");
  }

  /** Names the machines that Linux distributions are made for, by the usual names of them. */
  private static String machineName(int machine, int elfClass) {
    boolean wide = elfClass == CLASS_64;
    return switch (machine) {
      case 2, 18 -> "sparc";
      case 3 -> "i386";
      case 4 -> "m68k";
      case 8 -> wide ? "mips64" : "mips";
      case 15 -> "hppa";
      case 20 -> "powerpc";
      case 21 -> "powerpc64";
      case 22 -> wide ? "s390x" : "s390";
      case 40 -> "arm";
      case 42 -> "sh";
      case 43 -> "sparc64";
      case 50 -> "ia64";
      case X86_64 -> "big-endian x86-64";
      case 183 -> "aarch64";
      case 243 -> wide ? "riscv64" : "riscv32";
      case 247 -> "bpf";
      case 258 -> "loongarch";
      case 0x9026 -> "alpha";
      default -> "machine number " + machine;
    };
  }
}
