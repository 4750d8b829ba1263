package dev.reprise.engine;

import dev.reprise.guest.Traffic;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.HostClock;
import dev.reprise.linux.ReadsHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts where the time of a run goes: per kind of event, and per kind of work that events ask for.
 *
 * <p>Time between two stops of guests is charged to the event that was handled then; a call that
 * waits is charged with the next one. What a guest does by itself until its next event is charged
 * apart, to that event.
 */
@ReadsHost("What is measured is told to the user after the run, and to nobody else.")
final class Overhead implements KernelListener {
  private static final String TRAP = "(traps without an event)";

  private final SyscallTable table = SyscallTable.standard();
  private final Consumer<String> lines;
  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Work> work = new TreeMap<>();
  private final Row beginning = new Row("(before the first event)");
  private Row present = beginning;
  private @Nullable Traffic traffic;
  private final HostClock clock = new HostClock();
  private long time = clock.nanos();
  private long stops;
  private long transfers;
  private long injected;

  /** What one kind of event has cost; times in nanoseconds. */
  private static final class Row {
    private final String name;
    private long events;
    private long stops;
    private long injected;
    private long transfers;
    private long handlerNanos;
    private long guestNanos;

    private Row(String name) {
      this.name = name;
    }

    private long nanos() {
      return handlerNanos + guestNanos;
    }
  }

  /** What one kind of work has cost. */
  private static final class Work {
    private final String name;
    private long times;
    private long stops;
    private long nanos;

    private Work(String name) {
      this.name = name;
    }
  }

  Overhead(Consumer<String> lines) {
    this.lines = lines;
  }

  /** The first thread is there. */
  void start(Traffic counted) {
    traffic = counted;
  }

  private long stopsUntilNow() {
    return traffic == null ? 0 : traffic.stops();
  }

  /** Makes a thread do something in the course of an event. */
  <T extends @Nullable Object> T of(String what, Supplier<T> action) {
    long startStops = stopsUntilNow();
    long startNanos = clock.nanos();
    T result = action.get();
    Work done = work.computeIfAbsent(what, Work::new);
    done.times++;
    done.stops += stopsUntilNow() - startStops;
    done.nanos += clock.nanos() - startNanos;
    return result;
  }

  /** The same for what has no result. */
  void of(String what, Runnable action) {
    this.<@Nullable Object>of(
        what,
        () -> {
          action.run();
          return null;
        });
  }

  /** The same for a call of the host. */
  long ofCall(int nr, Supplier<Long> call) {
    long result = of("call " + name(nr), call);
    injected++;
    return result;
  }

  /** A thread is about to run to its next event. */
  void running() {
    charge(present);
  }

  /** It has come there. */
  void ran(GuestEvent event, int nr) {
    present = row(event.kind() == GuestEvent.Kind.SYSCALL ? name(nr) : TRAP);
    long now = clock.nanos();
    present.guestNanos += now - time;
    time = now;
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    present = row(name(nr));
    present.events++;
    charge(present);
  }

  @Override
  public boolean looksAtGuests() {
    return false;
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    present = row("(" + what + ")");
    present.events++;
    charge(present);
  }

  private Row row(String name) {
    return rows.computeIfAbsent(name, Row::new);
  }

  private String name(int nr) {
    SyscallRow row = table.byNumber(nr);
    return row == null ? "syscall-" + nr : row.name();
  }

  private void charge(Row row) {
    long now = clock.nanos();
    row.handlerNanos += now - time;
    time = now;
    row.injected += injected;
    injected = 0;
    if (traffic != null) {
      row.stops += traffic.stops() - stops;
      stops = traffic.stops();
      row.transfers += traffic.transfers() - transfers;
      transfers = traffic.transfers();
    }
  }

  /** Prints the table. */
  void print() {
    charge(present);
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingLong(Row::nanos).reversed());
    sorted.add(beginning);
    line("event", "events", "stops", "injected", "transfers", "handler us", "guest us");
    Row sum = new Row("(all)");
    for (Row row : sorted) {
      print(row);
      sum.events += row.events;
      sum.stops += row.stops;
      sum.injected += row.injected;
      sum.transfers += row.transfers;
      sum.handlerNanos += row.handlerNanos;
      sum.guestNanos += row.guestNanos;
    }
    print(sum);
    lines.accept("");
    printWork();
  }

  private void print(Row row) {
    line(
        row.name,
        row.events,
        row.stops,
        row.injected,
        row.transfers,
        row.handlerNanos / 1000,
        row.guestNanos / 1000);
  }

  private void printWork() {
    lines.accept(String.format(Locale.ROOT, "%-26s %9s %9s %10s", "work", "times", "stops", "us"));
    List<Work> sorted = new ArrayList<>(work.values());
    sorted.sort(Comparator.<Work>comparingLong(done -> done.nanos).reversed());
    for (Work done : sorted) {
      lines.accept(
          String.format(
              Locale.ROOT,
              "%-26s %9d %9d %10d",
              done.name,
              done.times,
              done.stops,
              done.nanos / 1000));
    }
  }

  private void line(Object... columns) {
    lines.accept(String.format(Locale.ROOT, "%-26s %9s %9s %9s %9s %10s %10s", columns));
  }
}
