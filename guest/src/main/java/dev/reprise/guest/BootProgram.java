package dev.reprise.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first program of every guest: a static ELF of two hundred bytes, made here.
 *
 * <p>It asks to be killed with its parent and then sleeps for ever. All real set-up (namespaces,
 * mounts, filter, exec) is done by making it execute system calls, so that the set-up is written in
 * Java, in the order in which it happens, with real error messages.
 */
final class BootProgram {
  private static final long BASE = 0x10000;
  private static final int HEADER = 64 + 56;

  // mov eax,157 (prctl); mov edi,1 (PR_SET_PDEATHSIG); mov esi,9; syscall;
  // again: mov eax,34 (pause); syscall; jmp again
  private static final byte[] CODE = {
    (byte) 0xB8,
    (byte) 0x9D,
    0,
    0,
    0,
    (byte) 0xBF,
    1,
    0,
    0,
    0,
    (byte) 0xBE,
    9,
    0,
    0,
    0,
    0x0F,
    0x05,
    (byte) 0xB8,
    0x22,
    0,
    0,
    0,
    0x0F,
    0x05,
    (byte) 0xEB,
    (byte) 0xF7
  };

  /** The address of a {@code syscall} instruction in it. */
  static final long SYSCALL_INSTRUCTION = BASE + HEADER + 22;

  private BootProgram() {}

  static byte[] elf() {
    ByteBuffer elf = ByteBuffer.allocate(HEADER + CODE.length).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    elf.putShort((short) 2).putShort((short) 62).putInt(1);
    elf.putLong(BASE + HEADER).putLong(64).putLong(0);
    elf.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    elf.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    elf.putLong(HEADER + CODE.length).putLong(HEADER + CODE.length).putLong(0x1000);
    elf.put(CODE);
    return elf.array();
  }
}
