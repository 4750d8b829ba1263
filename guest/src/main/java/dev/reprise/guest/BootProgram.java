package dev.reprise.guest;

import dev.reprise.linux.Nr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
  private static final short SYSCALL = 0x050F;

  /** The address of a {@code syscall} instruction in it: the one with which it sleeps. */
  static final long SYSCALL_INSTRUCTION = BASE + HEADER + code(0).length - 4;

  private BootProgram() {}

  /**
   * The program of a parent, for it ends by itself when it has another one already: a parent that
   * died before the request to be killed with it would be missed.
   */
  static byte[] elf(int parent) {
    byte[] code = code(parent);
    ByteBuffer elf = ByteBuffer.allocate(HEADER + code.length).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    elf.putShort((short) 2).putShort((short) 62).putInt(1);
    elf.putLong(BASE + HEADER).putLong(64).putLong(0);
    elf.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    elf.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    elf.putLong(HEADER + code.length).putLong(HEADER + code.length).putLong(0x1000);
    elf.put(code);
    return elf.array();
  }

  private static byte[] code(int parent) {
    ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    // prctl(PR_SET_PDEATHSIG, SIGKILL)
    loadEax(code, Nr.PRCTL).put((byte) 0xBF).putInt(1).put((byte) 0xBE).putInt(9);
    code.putShort(SYSCALL);
    // if (getppid() != parent) exit(1): cmp eax, parent; je +7
    loadEax(code, Nr.GETPPID).putShort(SYSCALL);
    code.put((byte) 0x3D).putInt(parent).put((byte) 0x74).put((byte) 7);
    loadEax(code, Nr.EXIT).putShort(SYSCALL);
    // again: pause(); jmp again
    loadEax(code, Nr.PAUSE).putShort(SYSCALL).put((byte) 0xEB).put((byte) -9);
    return Arrays.copyOf(code.array(), code.position());
  }

  private static ByteBuffer loadEax(ByteBuffer code, int number) {
    return code.put((byte) 0xB8).putInt(number);
  }
}
