package dev.reprise.kernel.process;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.linux.UserRegs;
import java.util.TreeMap;

/**
 * Rewrites the auxiliary vector of a new program, so that it has the same entries in the same order
 * on every host. Kernels differ in how many entries they give, and with it in where the stack
 * pointer starts: the block from the stack pointer to the vector's end is put where it belongs.
 */
final class AuxiliaryVector {
  private static final int AT_PHDR = 3;
  private static final int AT_UID = 11;
  private static final int AT_EUID = 12;
  private static final int AT_GID = 13;
  private static final int AT_EGID = 14;
  private static final int AT_HWCAP = 16;
  private static final int AT_SECURE = 23;
  private static final int AT_RANDOM = 25;
  private static final int AT_HWCAP2 = 26;
  private static final int AT_MINSIGSTKSZ = 51;

  /**
   * The entries of Linux 6.1 in its order, by their numbers in {@code elf.h}; without
   * AT_SYSINFO_EHDR, for there is no vDSO.
   */
  private static final int[] ENTRIES = {
    AT_MINSIGSTKSZ,
    AT_HWCAP,
    6,
    17,
    AT_PHDR,
    4,
    5,
    7,
    8,
    9,
    AT_UID,
    AT_EUID,
    AT_GID,
    AT_EGID,
    AT_SECURE,
    AT_RANDOM,
    AT_HWCAP2,
    31,
    15
  };

  private static final int ENTRY = 16;

  private AuxiliaryVector() {}

  /**
   * Changes the stack and the stack pointer of a task that is about to run its first instruction.
   *
   * @return what is on the stack now, from its pointer to the vector's end
   */
  static byte[] rewrite(Task task) {
    Memory memory = task.thread().memory();
    long top = task.thread().register(UserRegs.RSP);
    byte[] old = block(memory, top);
    int head = vectorOf(old, old.length);
    TreeMap<Integer, Long> values = read(old, head);
    long random = values.getOrDefault(AT_RANDOM, top + head);
    memory.write(random, task.random().nextBytes(16));
    values.put(AT_HWCAP, VirtualHardware.HWCAP);
    values.put(AT_HWCAP2, VirtualHardware.HWCAP2);
    Credentials me = task.credentials();
    values.put(AT_UID, me.users().real() & 0xffff_ffffL);
    values.put(AT_EUID, me.users().effective() & 0xffff_ffffL);
    values.put(AT_GID, me.groupIds().real() & 0xffff_ffffL);
    values.put(AT_EGID, me.groupIds().effective() & 0xffff_ffffL);
    values.put(AT_SECURE, me.actsForAnother() ? 1L : 0L);
    values.put(AT_MINSIGSTKSZ, VirtualHardware.MIN_SIGNAL_STACK);

    byte[] block = new byte[head + ENTRY * (ENTRIES.length + 1)];
    System.arraycopy(old, 0, block, 0, head);
    for (int i = 0; i < ENTRIES.length; i++) {
      Bytes.putLong(block, head + ENTRY * i, ENTRIES[i]);
      Bytes.putLong(block, head + ENTRY * i + 8, values.getOrDefault(ENTRIES[i], 0L));
    }
    // The kernel aligns the pointer below the random bytes, which are the last of the strings.
    long start = (random - block.length) & -16L;
    memory.write(start, block);
    task.thread().setRegister(UserRegs.RSP, start);
    return block;
  }

  /**
   * Where the program itself has its headers, be it loaded by a dynamic linker or not.
   *
   * @param block what {@link #rewrite} returned
   */
  static long programHeaders(byte[] block) {
    int at = vectorOf(block, block.length);
    while (Bytes.getLong(block, at) != AT_PHDR && Bytes.getLong(block, at) != 0) {
      at += ENTRY;
    }
    return Bytes.getLong(block, at + 8);
  }

  /** Everything from the stack pointer to the vector's end, and maybe more. */
  private static byte[] block(Memory memory, long top) {
    for (int size = 2048; ; size *= 2) {
      byte[] bytes = new byte[size];
      // What the host gave is no part of the event: another host gives something else.
      int readable = memory.peek(top, bytes, 0, size);
      int vector = vectorOf(bytes, readable);
      if (vector >= 0 && endsWithin(bytes, vector, readable)) {
        return bytes;
      }
      if (readable < size) {
        throw new IllegalStateException("a new program's stack has no auxiliary vector");
      }
    }
  }

  /**
   * The offset of the vector, behind the arguments and the environment; -1 when it is not there.
   */
  private static int vectorOf(byte[] bytes, int readable) {
    long environment = 8 * (Bytes.getLong(bytes, 0) + 2);
    for (long at = environment; at + 8 <= readable; at += 8) {
      if (Bytes.getLong(bytes, (int) at) == 0) {
        return (int) at + 8;
      }
    }
    return -1;
  }

  private static boolean endsWithin(byte[] bytes, int vector, int readable) {
    for (int at = vector; at + ENTRY <= readable; at += ENTRY) {
      if (Bytes.getLong(bytes, at) == 0) {
        return true;
      }
    }
    return false;
  }

  private static TreeMap<Integer, Long> read(byte[] bytes, int vector) {
    TreeMap<Integer, Long> values = new TreeMap<>();
    for (int at = vector; Bytes.getLong(bytes, at) != 0; at += ENTRY) {
      values.put((int) Bytes.getLong(bytes, at), Bytes.getLong(bytes, at + 8));
    }
    return values;
  }
}
