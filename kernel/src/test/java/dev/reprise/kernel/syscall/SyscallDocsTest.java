package dev.reprise.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SyscallDocsTest {
  private static final String WRITE = "reprise.writeDocs";
  private final SyscallTable table = SyscallTable.standard();

  @Test
  void thePageIsTheTable() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "SYSCALLS.md");
    String rendered = SyscallDocs.markdown(table);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, rendered);
    }
    assertThat(Files.exists(page) ? Files.readString(page) : "")
        .as(
            "docs/SYSCALLS.md differs from the table. To render it again:"
                + " ./mvnw -pl kernel -am test -Dtest=SyscallDocsTest -D"
                + WRITE
                + "=true -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(rendered);
  }

  @Test
  void rowsAreSelectedByClassNumberAndPartOfName() {
    assertThat(SyscallDocs.select(table, "pass"))
        .isNotEmpty()
        .allMatch(row -> row.kind() == SyscallClass.PASS);
    assertThat(SyscallDocs.select(table, "202")).extracting(SyscallRow::name).containsOnly("futex");
    assertThat(SyscallDocs.select(table, "IO_URING")).hasSize(3);
    assertThat(SyscallDocs.select(table, "")).hasSameSizeAs(table.rows());
    assertThat(SyscallDocs.select(table, "nothing of this name")).isEmpty();
  }

  @Test
  void theTerminalTableHasOneAlignedLineForEachRow() {
    String text = SyscallDocs.terminal(SyscallDocs.select(table, "io_uring_setup"));
    assertThat(text)
        .isEqualTo(
            """
              NR  NAME            CLASS               UNDER REPRISE
             425  io_uring_setup  errno ENOSYS        completes by the host's timing, without system\
             calls to order; read and write, or epoll, or --allow io_uring_setup
            """);
    assertThat(SyscallDocs.terminal(table.rows()).lines()).hasSize(table.rows().size() + 1);
  }

  @Test
  void everyRefusedCallNamesAWayOut() {
    for (SyscallRow row : table.rows()) {
      boolean refused = row.kind() == SyscallClass.REFUSE_ERRNO;
      assertThat(WaysOut.of(row).isEmpty()).as(row.name()).isEqualTo(!refused);
      if (WaysOut.isAllowable(row)) {
        assertThat(WaysOut.of(row)).endsWith("--allow " + row.name());
      }
    }
  }
}
