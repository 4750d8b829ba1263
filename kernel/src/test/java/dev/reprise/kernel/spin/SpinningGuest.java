package dev.reprise.kernel.spin;

import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Memory;
import dev.reprise.linux.UserRegs;
import java.lang.reflect.Proxy;
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
  private final Memory memory = new FlatMemory();

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
    return (GuestThread)
        Proxy.newProxyInstance(
            GuestThread.class.getClassLoader(),
            new Class<?>[] {GuestThread.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "memory" -> memory;
                  case "register" -> get((Integer) arguments[0]);
                  case "extendedState" -> new byte[832];
                  case "step" -> {
                    step();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private final class FlatMemory extends Memory {
    @Override
    public int tryRead(long address, byte[] into, int offset, int length) {
      long at = address - CODE;
      if (at < 0 || at >= bytes.length) {
        return 0;
      }
      int readable = (int) Math.min(length, bytes.length - at);
      System.arraycopy(bytes, (int) at, into, offset, readable);
      return readable;
    }

    @Override
    public int peek(long address, byte[] into, int offset, int length) {
      return tryRead(address, into, offset, length);
    }

    @Override
    protected void moved(byte[] moved, int offset, int length) {}

    @Override
    public int tryWrite(long address, byte[] from, int offset, int length) {
      throw new UnsupportedOperationException();
    }
  }
}
