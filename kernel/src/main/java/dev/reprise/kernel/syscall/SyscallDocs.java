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

        A number that is not in the table is answered with ENOSYS, as by a kernel that is older than
        the call; so are the numbers of the x32 interface. `--allow NAME` lets a refused call through
        to the host's kernel (`--allow syscall-N` one without a name); the event log then records
        that it was allowed, and the run is only as deterministic as that call.

        | Number | Name | Class | Under Reprise |
        |---:|---|---|---|
        """);
    for (SyscallRow row : table.rows()) {
      out.append("| ").append(row.nr()).append(" | `").append(row.name()).append("` | ");
      out.append(kind(row)).append(" | ").append(text(row).replace("|", "\\|")).append(" |\n");
    }
    return out.toString();
  }

  /** The rows as a table of aligned columns, one line each with a heading, for a terminal. */
  public static String terminal(List<SyscallRow> rows) {
    String format = "%4s  %-" + width(rows) + "s  %-18s  %s";
    StringBuilder out = new StringBuilder();
    out.append(line(format, "NR", "NAME", "CLASS", "UNDER REPRISE"));
    for (SyscallRow row : rows) {
      out.append(line(format, row.nr(), row.name(), kind(row), text(row)));
    }
    return out.toString();
  }

  /** How many rows each class has, one line a class, for a terminal. */
  public static String statistics(SyscallTable table) {
    StringBuilder out = new StringBuilder();
    for (SyscallClass kind : SyscallClass.values()) {
      out.append(line("%-9s %4d  %s", kind.participle(), count(table, kind), kind.summary()));
    }
    return out.append(line("%-9s %4d", "known", table.rows().size())).toString();
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

  private static String text(SyscallRow row) {
    String wayOut = WaysOut.of(row);
    return row.note() + (wayOut.isEmpty() ? "" : "; " + wayOut);
  }

  private static String line(String format, Object... columns) {
    return String.format(Locale.ROOT, format, columns).stripTrailing() + "\n";
  }

  private SyscallDocs() {}
}
