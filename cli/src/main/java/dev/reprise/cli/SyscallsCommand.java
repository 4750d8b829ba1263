package dev.reprise.cli;

import dev.reprise.kernel.syscall.SyscallDocs;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code reprise syscalls}: what becomes of each system call, from the table that decides it. */
final class SyscallsCommand implements CliCommand {

  private boolean stats;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Prints which system calls are supported, and how.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("FILTER")
            .description("only these: a class such as errno, a number, or a part of a name")
            .build());
    Help.examples(
        spec,
        "reprise syscalls",
        "reprise syscalls errno",
        "reprise syscalls clock",
        "reprise syscalls --stats");
  }

  @Override
  public List<Options> options() {
    return List.of(
        new Options("Output")
            .flag("--stats", "only how many calls each class has", () -> stats = true));
  }

  @Override
  public int run(CommandLine line) {
    if (stats) {
      line.getOut().print(SyscallDocs.statistics(SyscallTable.standard()));
      line.getOut().flush();
      return 0;
    }
    String filter = line.getParseResult().matchedPositionalValue(0, "");
    List<SyscallRow> rows = SyscallDocs.select(SyscallTable.standard(), filter);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no system call matches '" + filter + "'");
    }
    line.getOut().print(SyscallDocs.terminal(rows));
    line.getOut().flush();
    return 0;
  }
}
