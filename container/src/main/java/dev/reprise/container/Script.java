package dev.reprise.container;

import dev.reprise.guest.Registers;
import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of system calls that a stopped process makes in one go.
 *
 * <p>Making a process execute one call costs two ptrace stops. Setting up a root directory takes a
 * hundred calls, so they are written as a table into the process, where a loop of sixty bytes walks
 * it: two stops for all. Each row names the row that follows after a success and after a failure,
 * which is all the control flow that is needed.
 */
final class Script {
  private static final long CODE = 0x100000;

  /** Where a {@code syscall} instruction is. */
  static final long SYSCALL_INSTRUCTION = CODE + 26;

  private static final long ROWS = CODE + 0x1000;
  private static final int ROWS_SIZE = 0x40000;
  private static final long DATA = ROWS + ROWS_SIZE;
  private static final int DATA_SIZE = 0x100000;
  private static final int ROW_SIZE = 88;
  private static final int FIRST_ARGUMENT = 8;
  private static final int RESULT_POINTER = 56;
  private static final int RESULT = 80;

  private static final int SIGTRAP = 5;
  private static final int PROT_READ_WRITE = 3;
  private static final int PROT_READ_EXEC = 5;
  private static final int MAP_PRIVATE_ANONYMOUS_FIXED_NOREPLACE = 0x100022;

  // row:  mov eax,[rbx]; mov rdi,[rbx+8]; mov rsi,[rbx+16]; mov rdx,[rbx+24]; mov r10,[rbx+32];
  //       mov r8,[rbx+40]; mov r9,[rbx+48]; syscall; mov rcx,[rbx+56]; mov [rcx],rax;
  //       test rax,rax; js failed; mov rbx,[rbx+64]; jmp next
  // failed: mov rbx,[rbx+72]
  // next: test rbx,rbx; jne row; int3
  private static final byte[] LOOP = {
    (byte) 0x8B,
    0x03,
    0x48,
    (byte) 0x8B,
    0x7B,
    0x08,
    0x48,
    (byte) 0x8B,
    0x73,
    0x10,
    0x48,
    (byte) 0x8B,
    0x53,
    0x18,
    0x4C,
    (byte) 0x8B,
    0x53,
    0x20,
    0x4C,
    (byte) 0x8B,
    0x43,
    0x28,
    0x4C,
    (byte) 0x8B,
    0x4B,
    0x30,
    0x0F,
    0x05,
    0x48,
    (byte) 0x8B,
    0x4B,
    0x38,
    0x48,
    (byte) 0x89,
    0x01,
    0x48,
    (byte) 0x85,
    (byte) 0xC0,
    0x78,
    0x06,
    0x48,
    (byte) 0x8B,
    0x5B,
    0x40,
    (byte) 0xEB,
    0x04,
    0x48,
    (byte) 0x8B,
    0x5B,
    0x48,
    0x48,
    (byte) 0x85,
    (byte) 0xDB,
    0x75,
    (byte) 0xC9,
    (byte) 0xCC
  };

  private final List<Row> rows = new ArrayList<>();
  private final ByteBuffer data = ByteBuffer.allocate(DATA_SIZE).order(ByteOrder.LITTLE_ENDIAN);

  private static final class Row {
    private final String what;
    private final int nr;
    private final long[] arguments;
    private final boolean required;
    private boolean piped;
    private int skipAfterSuccess;

    Row(String what, int nr, long[] arguments, boolean required) {
      this.what = what;
      this.nr = nr;
      this.arguments = arguments;
      this.required = required;
    }
  }

  /** Gives a process the room in which scripts run; its children inherit it until their exec. */
  static void prepare(Tracee tracee) {
    long size = DATA + DATA_SIZE - CODE;
    Linux.require(
        "mapping memory in the guest's first process",
        tracee.execute(
            Nr.MMAP, CODE, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_FIXED_NOREPLACE, -1, 0));
    tracee.memory().write(CODE, LOOP, 0, LOOP.length);
    Linux.require(
        "making code in the guest's first process",
        tracee.execute(Nr.MPROTECT, CODE, 0x1000, PROT_READ_EXEC, 0, 0, 0));
  }

  /** The address of a zero-terminated string. */
  long text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = DATA + data.position();
    data.put(bytes).put((byte) 0);
    return address;
  }

  /** The address of a structure, aligned to eight bytes. */
  long bytes(byte[] structure) {
    data.position((data.position() + 7) & ~7);
    long address = DATA + data.position();
    data.put(structure);
    return address;
  }

  /** Adds a call whose failure ends the script; {@code what} is the subject of the error. */
  void require(String what, int nr, long... arguments) {
    rows.add(new Row(what, nr, arguments, true));
  }

  /** Adds a call that may fail. */
  void attempt(int nr, long... arguments) {
    rows.add(new Row("", nr, arguments, false));
  }

  /** Adds a call that may fail, and whose result becomes the first argument of the next call. */
  void attemptAndPass(int nr, long... arguments) {
    Row row = new Row("", nr, arguments, false);
    row.piped = true;
    rows.add(row);
  }

  /** Adds a call that may fail, and then the calls to make instead. */
  void attemptElse(Runnable instead, int nr, long... arguments) {
    Row row = new Row("", nr, arguments, false);
    rows.add(row);
    int before = rows.size();
    instead.run();
    row.skipAfterSuccess = rows.size() - before;
  }

  /**
   * Makes the process execute the calls. It is stopped as before afterwards.
   *
   * @throws LinuxException when a required call failed
   */
  void run(Tracee tracee) {
    ByteBuffer table = encode();
    tracee.memory().write(ROWS, table.array(), 0, table.position());
    tracee.memory().write(DATA, data.array(), 0, data.position());
    Registers registers = tracee.registers();
    long rip = registers.get(UserRegs.RIP);
    registers.set(UserRegs.ORIG_RAX, -1);
    registers.set(UserRegs.RBX, ROWS);
    registers.set(UserRegs.RIP, CODE);
    tracee.resume();
    Stop stop = tracee.await();
    if (stop.kind() != Stop.Kind.SIGNAL || stop.detail() != SIGTRAP) {
      throw new IllegalStateException("the set-up of a container ended with " + stop);
    }
    registers.set(UserRegs.RIP, rip);
    check(tracee, table.position());
  }

  private ByteBuffer encode() {
    ByteBuffer table = ByteBuffer.allocate(ROWS_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      int start = table.position();
      table.putLong(row.nr);
      for (long argument : row.arguments) {
        table.putLong(argument);
      }
      long next = address(index) + ROW_SIZE;
      table.position(start + RESULT_POINTER);
      table.putLong(row.piped ? next + FIRST_ARGUMENT : address(index) + RESULT);
      table.putLong(address(index + 1 + row.skipAfterSuccess));
      table.putLong(row.required ? 0 : address(index + 1));
      table.putLong(0);
    }
    return table;
  }

  private long address(int index) {
    return index >= rows.size() ? 0 : ROWS + (long) index * ROW_SIZE;
  }

  private void check(Tracee tracee, int length) {
    byte[] done = new byte[length];
    tracee.memory().read(ROWS, done, 0, length);
    ByteBuffer table = ByteBuffer.wrap(done).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < rows.size(); index++) {
      long result = table.getLong(index * ROW_SIZE + RESULT);
      if (result < 0 && rows.get(index).required) {
        throw new LinuxException(rows.get(index).what, (int) -result);
      }
    }
  }
}
