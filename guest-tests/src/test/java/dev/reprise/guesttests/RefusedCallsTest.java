package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.kernel.syscall.WaysOut;
import dev.reprise.linux.Errno;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the table says of refused calls, and of those that it does not know, is what a guest sees.
 */
@Tag("reprise")
class RefusedCallsTest {
  private static final String PROGRAM = "./refused_calls";

  @TempDir Path directory = Path.of("");

  @Test
  void eachIsAnsweredAsTheTableSays() throws Exception {
    FuzzPrograms.install("refused_calls", directory);
    Ran ran = RepriseRun.run(directory, List.of(PROGRAM, "table"));
    List<String> lines = ran.stdout().lines().toList();
    List<String> expected = refused().stream().map(row -> row.name() + " " + row.errno()).toList();
    // Newer kernels answer uprobe by themselves, past every filter.
    expected = expected.stream().filter(line -> !line.startsWith("uprobe ")).toList();
    assertThat(lines).containsAll(expected).contains("getppid equal");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("unknown "))
        .hasSize(12)
        .containsOnly("unknown " + Errno.ENOSYS);
    assertThat(lines).hasSize(expected.size() + 14);
  }

  @Test
  void allThatCanBeLetThroughLeavesTheRunWhole() throws Exception {
    FuzzPrograms.install("refused_calls", directory);
    TreeSet<String> names =
        refused().stream()
            .filter(WaysOut::isAllowable)
            .map(SyscallRow::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Ran ran =
        RepriseRun.run(
            directory, List.of(PROGRAM, "table", "--children"), config -> config.allow(names));
    assertThat(ran.exit()).isZero();
    assertThat(ran.stdout()).endsWith("getppid equal\n");
  }

  private static List<SyscallRow> refused() {
    return SyscallTable.standard().rows().stream()
        .filter(row -> row.kind() == SyscallClass.REFUSE_ERRNO)
        .toList();
  }
}
