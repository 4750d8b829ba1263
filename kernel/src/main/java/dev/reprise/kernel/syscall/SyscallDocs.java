package dev.reprise.kernel.syscall;

import dev.reprise.linux.Errno;
import java.util.List;
import java.util.Locale;

/** Renders the {@link SyscallTable} for people. */
public final class SyscallDocs {

  /** The page {@code docs/SYSCALLS.md}, ending with a line feed. */
  public static String markdown(SyscallTable table) {
    StringBuilder out =
        new StringBuilder(
            """
            # System calls

            What becomes of each system call of x86-64 Linux under Reprise. This page is rendered from
            the table in `dev.reprise.kernel.syscall`; `reprise syscalls` prints the same on a terminal.

            | Class | Calls | Meaning: the call ... |
            |---|---:|---|
            """);
    for (SyscallClass kind : SyscallClass.values()) {
      out.append("| ").append(kind.label()).append(" | ").append(count(table, kind));
      out.append(" | ").append(kind.summary()).append(" |\n");
    }
    out.append(
        """

        A call that is not in the table ends the run, as one of class `refuse` does. `--allow NAME`
        lets a refused call through to the host's kernel; the event log then records that it was
        allowed, and the run is only as deterministic as that call.

        | Number | Name | Class | Under Reprise |
        |---:|---|---|---|
        """);
    for (SyscallRow row : table.rows()) {
      out.append("| ").append(row.nr()).append(" | `").append(row.name()).append("` | ");
      out.append(kind(row)).append(" | ").append(row.note().replace("|", "\\|")).append(" |\n");
    }
    return out.toString();
  }

  /** The rows as a table of aligned columns, one line each with a heading, for a terminal. */
  public static String terminal(List<SyscallRow> rows) {
    String format = "%4s  %-" + width(rows) + "s  %-18s  %s";
    StringBuilder out = new StringBuilder();
    out.append(line(format, "NR", "NAME", "CLASS", "UNDER REPRISE"));
    for (SyscallRow row : rows) {
      out.append(line(format, row.nr(), row.name(), kind(row), row.note()));
    }
    return out.toString();
  }

  /**
   * The rows that a user means, by rising number.
   *
   * @param filter the label of a class, a number, or a part of names; empty for all rows
   */
  public static List<SyscallRow> select(SyscallTable table, String filter) {
    String wanted = filter.toLowerCase(Locale.ROOT);
    for (SyscallClass kind : SyscallClass.values()) {
      if (kind.label().equals(wanted)) {
        return table.rows().stream().filter(row -> row.kind() == kind).toList();
      }
    }
    return table.rows().stream()
        .filter(row -> row.name().contains(wanted) || Integer.toString(row.nr()).equals(wanted))
        .toList();
  }

  private static long count(SyscallTable table, SyscallClass kind) {
    return table.rows().stream().filter(row -> row.kind() == kind).count();
  }

  private static int width(List<SyscallRow> rows) {
    return rows.stream().mapToInt(row -> row.name().length()).max().orElse(4);
  }

  private static String kind(SyscallRow row) {
    int errno = row.refusal();
    return row.kind().label() + (errno == 0 ? "" : " " + Errno.name(errno));
  }

  private static String line(String format, Object... columns) {
    return String.format(Locale.ROOT, format, columns).stripTrailing() + "\n";
  }

  private SyscallDocs() {}
}
