package dev.reprise.kernel.spin;

import dev.reprise.kernel.FlatMemory;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.TestThread;
import dev.reprise.linux.UserRegs;
import java.util.Objects;
import java.util.TreeMap;

/** A thread whose instructions are Java; their bytes are there to be decoded. */
final class SpinningGuest {
  static final long CODE = 0x40_1000;

  /** Offset of the data, to which rsi and a displacement of 0x40 point. */
  static final int DATA = 0x80;

  private final byte[] bytes = new byte[256];
  private final TreeMap<Integer, Long> registers = new TreeMap<>();
  private final TreeMap<Long, Runnable> instructions = new TreeMap<>();
  private final TreeMap<Long, Integer> lengths = new TreeMap<>();
  private final Memory memory = new FlatMemory(CODE, bytes);

  SpinningGuest(int... code) {
    for (int i = 0; i < code.length; i++) {
      bytes[i] = (byte) code[i];
    }
    set(UserRegs.RIP, CODE);
    set(UserRegs.RSI, CODE + DATA - 0x40);
  }

  void at(int offset, int length, Runnable effect) {
    instructions.put(CODE + offset, effect);
    lengths.put(CODE + offset, length);
  }

  long get(int register) {
    return registers.getOrDefault(register, 0L);
  }

  void set(int register, long value) {
    registers.put(register, value);
  }

  int data(int offset) {
    return bytes[offset];
  }

  void setData(int offset, int value) {
    bytes[offset] = (byte) value;
  }

  void jumpIf(boolean taken, int offset) {
    if (taken) {
      set(UserRegs.RIP, CODE + offset);
    }
  }

  /** The offset of the next instruction. */
  long place() {
    return get(UserRegs.RIP) - CODE;
  }

  void step() {
    long rip = get(UserRegs.RIP);
    set(UserRegs.RIP, rip + Objects.requireNonNull(lengths.get(rip)));
    Objects.requireNonNull(instructions.get(rip)).run();
  }

  Memory memory() {
    return memory;
  }

  GuestThread thread() {
    return TestThread.of(
        (method, arguments) ->
            switch (method) {
              case "memory" -> memory;
              case "register" -> get((Integer) arguments[0]);
              case "extendedState" -> new byte[832];
              case "step" -> {
                step();
                yield null;
              }
              default -> throw new UnsupportedOperationException(method);
            });
  }
}
