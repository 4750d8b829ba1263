package dev.reprise.kernel.process;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;
import java.util.TreeMap;

/**
 * Rewrites the auxiliary vector of a new program, so that it has the same entries in the same order
 * on every host. Kernels differ in how many entries they give, and with it in where the stack
 * pointer starts: the block from the stack pointer to the vector's end is put where it belongs.
 */
final class AuxiliaryVector {
  private static final int AT_HWCAP = 16;
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
    3,
    4,
    5,
    7,
    8,
    9,
    11,
    12,
    13,
    14,
    23,
    AT_RANDOM,
    AT_HWCAP2,
    31,
    15
  };

  private static final int ENTRY = 16;

  private AuxiliaryVector() {}

  /**
   * Changes the stack and the stack pointer of a task that is about to run its first instruction.
   */
  static void rewrite(Task task) {
    Memory memory = task.thread().memory();
    long top = task.thread().register(UserRegs.RSP);
    int arguments = (int) memory.readLong(top);
    long environment = top + 8 * (arguments + 2L);
    long vector = environment;
    while (memory.readLong(vector) != 0) {
      vector += 8;
    }
    vector += 8;
    TreeMap<Integer, Long> values = read(memory, vector);
    long random = values.getOrDefault(AT_RANDOM, vector);
    memory.write(random, task.random().nextBytes(16));
    values.put(AT_HWCAP, VirtualHardware.HWCAP);
    values.put(AT_HWCAP2, VirtualHardware.HWCAP2);
    values.put(AT_MINSIGSTKSZ, VirtualHardware.MIN_SIGNAL_STACK);

    int head = (int) (vector - top);
    byte[] block = new byte[head + ENTRY * (ENTRIES.length + 1)];
    System.arraycopy(memory.read(top, head), 0, block, 0, head);
    for (int i = 0; i < ENTRIES.length; i++) {
      Bytes.putLong(block, head + ENTRY * i, ENTRIES[i]);
      Bytes.putLong(block, head + ENTRY * i + 8, values.getOrDefault(ENTRIES[i], 0L));
    }
    // The kernel aligns the pointer below the random bytes, which are the last of the strings.
    long start = (random - block.length) & -16L;
    memory.write(start, block);
    task.thread().setRegister(UserRegs.RSP, start);
  }

  private static TreeMap<Integer, Long> read(Memory memory, long vector) {
    TreeMap<Integer, Long> values = new TreeMap<>();
    for (long at = vector; memory.readLong(at) != 0; at += ENTRY) {
      values.put((int) memory.readLong(at), memory.readLong(at + 8));
    }
    return values;
  }
}
