package dev.reprise.kernel.syscall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of every system call of x86-64: the single source from which the seccomp filter, the
 * traces, the documentation and the tests are derived. Immutable.
 *
 * <p>A number that is not in the table is answered with ENOSYS, as by the virtual kernel, which is
 * older than any such call. The numbers of the x32 interface are among these.
 */
public final class SyscallTable {
  private static final SyscallTable STANDARD = make();

  private final List<SyscallRow> rows;
  private final @Nullable SyscallRow[] byNumber;
  private final Map<String, SyscallRow> byName = new HashMap<>();

  private SyscallTable(List<SyscallRow> unsorted) {
    int last = -1;
    for (SyscallRow row : unsorted) {
      last = Math.max(last, row.nr());
    }
    byNumber = new SyscallRow[last + 1];
    for (SyscallRow row : unsorted) {
      if (byNumber[row.nr()] != null || byName.put(row.name(), row) != null) {
        throw new IllegalArgumentException("Two rows for " + row.nr() + " " + row.name());
      }
      byNumber[row.nr()] = row;
    }
    // Sorted by way of the array: a comparator would cost every start of the JVM milliseconds.
    List<SyscallRow> sorted = new ArrayList<>(unsorted.size());
    for (SyscallRow row : byNumber) {
      if (row != null) {
        sorted.add(row);
      }
    }
    rows = Collections.unmodifiableList(sorted);
  }

  /** The table of all calls that are known to Reprise. */
  public static SyscallTable standard() {
    return STANDARD;
  }

  private static SyscallTable make() {
    List<SyscallRow> rows = new ArrayList<>();
    rows.addAll(FileRows.rows());
    rows.addAll(PathRows.rows());
    rows.addAll(AttributeRows.rows());
    rows.addAll(MemoryRows.rows());
    rows.addAll(ProcessRows.rows());
    rows.addAll(ScheduleRows.rows());
    rows.addAll(SignalRows.rows());
    rows.addAll(TimeRows.rows());
    rows.addAll(IpcRows.rows());
    rows.addAll(PollRows.rows());
    rows.addAll(IdentityRows.rows());
    rows.addAll(NetworkRows.rows());
    rows.addAll(AdminRows.rows());
    rows.addAll(AbsentRows.rows());
    return new SyscallTable(rows);
  }

  /** All rows by rising number. */
  public List<SyscallRow> rows() {
    return rows;
  }

  /** The row of a number, or null when the table has none; any value may be asked for. */
  public @Nullable SyscallRow byNumber(long nr) {
    return nr >= 0 && nr < byNumber.length ? byNumber[(int) nr] : null;
  }

  /** The row of a name without {@code __NR_}, or null when the table has none. */
  public @Nullable SyscallRow byName(String name) {
    return byName.get(name);
  }
}
