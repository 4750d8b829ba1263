package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.syscall.MemoryReader;
import dev.reprise.kernel.syscall.SyscallPrinter;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.Nr;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Prints every event in one line, as strace(1) does. */
final class CallPrinter implements KernelListener {
  private final SyscallPrinter printer = new SyscallPrinter();
  private final SyscallTable table = SyscallTable.standard();
  private final Consumer<String> lines;
  private final Map<Task, String> entries = new IdentityHashMap<>();

  CallPrinter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void entered(Task task, int nr, long[] args) {
    SyscallRow row = table.byNumber(nr);
    String text = row == null ? "syscall_" + nr + "(" : printer.entry(row, args, reader(task));
    entries.put(task, text);
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    lines.accept(event + " [" + task.tid() + "] " + line(task, nr, args, result));
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    lines.accept(event + " [" + task.tid() + "] --- " + what + " " + detail + " ---");
  }

  /** The latest call of a task, with its arguments and result. */
  String line(Task task, int nr, long[] args, long result) {
    String entry = entries.getOrDefault(task, "");
    entries.remove(task);
    SyscallRow row = table.byNumber(nr);
    if (row == null) {
      return entry + ") = " + result;
    }
    boolean readable = task.state() != Task.State.DEAD && nr != Nr.EXECVE && nr != Nr.EXECVEAT;
    return entry + printer.exit(row, args, result, readable ? reader(task) : MemoryReader.NONE);
  }

  private static MemoryReader reader(Task task) {
    GuestMemory memory = ((PtraceThread) task.thread()).tracee().memory();
    return (address, length) -> {
      byte[] bytes = new byte[length];
      return memory.read(address, bytes, 0, length) == length ? bytes : null;
    };
  }
}
