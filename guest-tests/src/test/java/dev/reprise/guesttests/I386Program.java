package dev.reprise.guesttests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A 32-bit program, made by hand because a machine without multilib cannot compile one: an ELF
 * header, one segment, and code that exits with 0. The layout is that of elf(5).
 */
final class I386Program {

  private static final int HEADER_BYTES = 52;
  private static final int SEGMENT_BYTES = 32;
  private static final int BASE = 0x08048000;

  private static final short EXECUTABLE = 2;
  private static final short MACHINE_386 = 3;
  private static final int LOADABLE = 1;
  private static final int READ_AND_EXECUTE = 5;

  /** mov $1, %eax; xor %ebx, %ebx; int $0x80. */
  private static final byte[] CODE = {
    (byte) 0xb8, 1, 0, 0, 0, 0x31, (byte) 0xdb, (byte) 0xcd, (byte) 0x80
  };

  private I386Program() {}

  /** Writes the program to the file. */
  static void write(Path file) throws IOException {
    int size = HEADER_BYTES + SEGMENT_BYTES + CODE.length;
    ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    // e_ident: magic, ELFCLASS32, ELFDATA2LSB, EV_CURRENT, then padding.
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    elf.putShort(EXECUTABLE).putShort(MACHINE_386).putInt(1);
    elf.putInt(BASE + HEADER_BYTES + SEGMENT_BYTES);
    elf.putInt(HEADER_BYTES).putInt(0).putInt(0);
    elf.putShort((short) HEADER_BYTES).putShort((short) SEGMENT_BYTES).putShort((short) 1);
    elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    elf.putInt(LOADABLE).putInt(0).putInt(BASE).putInt(BASE);
    elf.putInt(size).putInt(size).putInt(READ_AND_EXECUTE).putInt(4096);
    elf.put(CODE);
    Files.write(file, elf.array());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
