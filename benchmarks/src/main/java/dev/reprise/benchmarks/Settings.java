package dev.reprise.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What a session does.
 *
 * @param rows in the order of the table
 * @param tools native first, since it says what the others have to print
 * @param runs how often each tool is measured in each row, at least 1
 * @param limit how long one run may take
 * @param pinned whether everything runs on one core
 */
record Settings(List<Row> rows, List<Tool> tools, int runs, Duration limit, boolean pinned) {
  Settings {
    rows = List.copyOf(rows);
    tools = List.copyOf(tools);
  }

  /** The tools of one sort, in the order of the table. */
  List<Tool> tools(Tool.Kind kind) {
    return tools.stream().filter(tool -> tool.kind() == kind).toList();
  }
}
