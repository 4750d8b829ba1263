package dev.reprise.container;

import dev.reprise.guest.Registers;
import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
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
  private static final int DATA_EXPECTED_SIZE = 0x4000;
  private static final int ROW_SIZE = 88;
  private static final int FIRST_ARGUMENT = 8;
  private static final int RESULT_POINTER = 56;
  private static final int RESULT = 80;

  private static final int SIGTRAP = 5;
  private static final int PROT_READ_WRITE = 3;
  private static final int PROT_READ_EXEC = 5;
  private static final int MAP_PRIVATE_ANONYMOUS_FIXED_NOREPLACE = 0x100022;

  private static final byte[] LOOP =
      HexFormat.of()
          .parseHex(
              "8b03" // row: mov eax,[rbx]
                  + "488b7b08" // mov rdi,[rbx+8]
                  + "488b7310" // mov rsi,[rbx+16]
                  + "488b5318" // mov rdx,[rbx+24]
                  + "4c8b5320" // mov r10,[rbx+32]
                  + "4c8b4328" // mov r8,[rbx+40]
                  + "4c8b4b30" // mov r9,[rbx+48]
                  + "0f05" // syscall
                  + "488b4b38" // mov rcx,[rbx+56]
                  + "488901" // mov [rcx],rax
                  + "4885c0" // test rax,rax
                  + "7806" // js failed
                  + "488b5b40" // mov rbx,[rbx+64]
                  + "eb04" // jmp next
                  + "488b5b48" // failed: mov rbx,[rbx+72]
                  + "4885db" // next: test rbx,rbx
                  + "75c9" // jne row
                  + "cc"); // int3

  private final List<Row> rows = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(DATA_EXPECTED_SIZE);

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
    return add(ByteText.bytes(text), 1);
  }

  /** The address of a structure, aligned to eight bytes. */
  long bytes(byte[] structure) {
    while (data.size() % 8 != 0) {
      data.write(0);
    }
    return add(structure, 0);
  }

  private long add(byte[] bytes, int zeros) {
    long address = DATA + data.size();
    data.writeBytes(bytes);
    data.writeBytes(new byte[zeros]);
    if (data.size() > DATA_SIZE) {
      throw new ContainerException("The container has too many mounts: name fewer.");
    }
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
    tracee.memory().write(DATA, data.toByteArray(), 0, data.size());
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
    if (rows.size() * ROW_SIZE > ROWS_SIZE) {
      throw new ContainerException("The container has too many mounts: name fewer.");
    }
    ByteBuffer table = ByteBuffer.allocate(rows.size() * ROW_SIZE).order(ByteOrder.LITTLE_ENDIAN);
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
