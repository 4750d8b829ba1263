package dev.reprise.kernel.cpu;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.FlatMemory;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.TestThread;
import dev.reprise.linux.UserRegs;
import java.nio.file.Path;
import java.util.TreeMap;

/** A stopped guest thread with one page of code and registers. */
final class CodeGuest {
  static final long CODE = 0x40_1000;
  static final int FILE_OFFSET = 0x1000;

  /** Where jumps to stubs can be. */
  static final long LIBRARY = 0x7fff_efe3_8000L;

  final long base;
  final byte[] code = new byte[4096];
  final byte[] stubs = new byte[(int) (AddressSpace.STUBS_END - AddressSpace.STUBS_START)];
  final TreeMap<Integer, Long> registers = new TreeMap<>();
  private final Memory memory;

  CodeGuest(int... instructions) {
    this(CODE, instructions);
  }

  CodeGuest(long base, int... instructions) {
    this.base = base;
    this.memory = new FlatMemory(base, code);
    for (int i = 0; i < instructions.length; i++) {
      code[i] = (byte) instructions[i];
    }
  }

  /** Stops behind the breakpoint, or at the instruction, at an offset of the code. */
  void stopAt(long offset) {
    registers.put(UserRegs.RIP, base + offset);
  }

  long register(int register) {
    return registers.getOrDefault(register, 0L);
  }

  GuestThread thread() {
    return thread(memory);
  }

  /** With other memory than that of the code. */
  GuestThread thread(Memory seen) {
    return TestThread.of(
        (method, arguments) ->
            switch (method) {
              case "memory" -> seen;
              case "register" -> register((Integer) arguments[0]);
              case "setRegister" -> registers.put((Integer) arguments[0], (Long) arguments[1]);
              case "hostMappings" ->
                  Mapping.parse(
                      Long.toHexString(base)
                          + "-"
                          + Long.toHexString(base + code.length)
                          + " r-xp 00001000 fd:03 9     /bin/guest\n");
              case "mappedFile" -> Path.of("/bin/guest");
              case "writeCode" -> {
                byte[] bytes = (byte[]) arguments[1];
                long address = (Long) arguments[0];
                boolean isStub = address >= AddressSpace.STUBS_START;
                int at = (int) (address - (isStub ? AddressSpace.STUBS_START : base));
                System.arraycopy(bytes, 0, isStub ? stubs : code, at, bytes.length);
                yield null;
              }
              default -> throw new UnsupportedOperationException(method);
            });
  }
}
