package dev.reprise.engine;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the event of an earlier run, of which only the log is left, when a repetition arrives
 * there.
 */
final class MomentReport implements KernelListener {
  private final long event;
  private final @Nullable EventRecord expected;
  private final Transfers checksums;
  private final CallPrinter printer = new CallPrinter(line -> {});
  private final List<String> lines = new ArrayList<>();
  private @Nullable Stacks stacks;

  /**
   * A report.
   *
   * @param expected the event in the earlier run, or null when that had ended before
   * @param checksums tells the checksum of the latest event's data
   */
  MomentReport(long event, @Nullable EventRecord expected, Transfers checksums) {
    this.event = event;
    this.expected = expected;
    this.checksums = checksums;
    if (expected == null) {
      lines.add("(the first run ended before this event)");
    }
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
    String line = printer.line(task, nr, args, result);
    if (number == event) {
      arrive(task, line, result, checksums.latest());
    }
  }

  @Override
  public void happened(long number, Task task, String what, long detail) {
    if (number == event) {
      arrive(task, what + " " + detail, detail, 0);
    }
  }

  private void arrive(Task task, String line, long result, long checksum) {
    EventRecord record = expected;
    if (record != null && (record.tid() != task.tid() || record.result() != result)) {
      lines.add(record + " (not seen again when the first run was repeated)");
    } else if (record != null) {
      boolean same = record.checksum() == checksum;
      lines.add(
          "["
              + task.tid()
              + "] "
              + line
              + " (data "
              + Long.toHexString(record.checksum())
              + ")"
              + (same ? "" : " (as a repetition shows it, whose data differs again)"));
      if (stacks != null && task.state() != Task.State.DEAD) {
        lines.addAll(stacks.stack(task));
      }
    }
    throw new StopRequested(event);
  }

  List<String> lines() {
    return lines;
  }
}
