package dev.reprise.engine;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a run, as it goes, with the event log of another, and ends it at the first difference,
 * where the guest's stacks can still be looked at.
 */
final class LogComparison implements KernelListener {
  private final EventLogReader expected;
  private final Transfers checksums;
  private final CallPrinter printer = new CallPrinter(line -> {});
  private final SyscallTable table = SyscallTable.standard();
  private @Nullable Stacks stacks;
  private @Nullable EventRecord other;
  private List<String> here = List.of();
  private long event;
  private boolean diverged;

  /**
   * A comparison.
   *
   * @param expected the other run's log
   * @param checksums tells the checksum of the latest event's data
   */
  LogComparison(EventLogReader expected, Transfers checksums) {
    this.expected = expected;
    this.checksums = checksums;
  }

  void started(Kernel kernel, Stacks stacksOfRun) {
    stacks = stacksOfRun;
  }

  @Override
  public void entered(Task task, int nr, long[] args) {
    printer.entered(task, nr, args);
  }

  @Override
  public void completed(long number, Task task, int nr, long[] args, long result) {
    SyscallRow row = table.byNumber(nr);
    int count = row == null ? 6 : row.args().size();
    EventRecord actual =
        new EventRecord(
            number,
            task.tid(),
            nr,
            row == null ? "syscall_" + nr : row.name(),
            Arrays.copyOf(args, count),
            result,
            checksums.latest());
    compare(actual, task, "[" + task.tid() + "] " + printer.line(task, nr, args, result));
  }

  @Override
  public void happened(long number, Task task, String what, long detail) {
    EventRecord actual = new EventRecord(number, task.tid(), -1, what, new long[0], detail, 0);
    compare(actual, task, actual.toString());
  }

  private void compare(EventRecord actual, Task task, String decoded) {
    try {
      EventRecord record = nextOfGuest();
      if (actual.equals(record)) {
        return;
      }
      diverged = true;
      other = record;
      event = actual.event();
      here = describe(task, decoded + " (data " + Long.toHexString(actual.checksum()) + ")");
    } catch (IOException e) {
      throw new UncheckedIOException("reading the event log", e);
    }
    throw new StopRequested(event);
  }

  private List<String> describe(Task task, String decoded) {
    List<String> lines = new ArrayList<>(List.of(decoded));
    if (stacks != null && task.state() != Task.State.DEAD) {
      lines.addAll(stacks.stack(task));
    }
    return lines;
  }

  boolean hasDiverged() {
    return diverged;
  }

  /** The number of the event that differs. */
  long event() {
    return event;
  }

  /** The other run's event, or null when its log ended before. */
  @Nullable EventRecord other() {
    return other;
  }

  /** This run's event, decoded, and the guest's stack. */
  List<String> here() {
    return here;
  }

  /** Whether the other log holds more events than this run had. */
  boolean hasMore() throws IOException {
    return !diverged && nextOfGuest() != null;
  }

  /** The next record that belongs to a thread: the others say what the run was given. */
  private @Nullable EventRecord nextOfGuest() throws IOException {
    EventRecord record = expected.next();
    while (record != null && record.tid() == 0) {
      record = expected.next();
    }
    return record;
  }
}
