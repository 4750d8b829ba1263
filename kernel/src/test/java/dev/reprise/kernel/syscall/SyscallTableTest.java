package dev.reprise.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SyscallTableTest {
  private static final Path HEADER = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
  private final SyscallTable table = SyscallTable.standard();

  @Test
  void everyCallOfTheSystemsHeaderIsInTheTableUnderItsName() throws IOException {
    assumeTrue(Files.exists(HEADER), "needs the kernel's headers (linux-libc-dev)");
    Matcher defined =
        Pattern.compile("#define __NR_(\\w+) (\\d+)").matcher(Files.readString(HEADER));
    int found = 0;
    while (defined.find()) {
      SyscallRow row = table.byNumber(Long.parseLong(defined.group(2)));
      assertThat(row == null ? "" : row.name()).as(defined.group()).isEqualTo(defined.group(1));
      found++;
    }
    assertThat(found).isGreaterThan(330);
  }

  @Test
  void theTableHasNoGapsButTheOneOfLinux() {
    for (int nr = 0; nr <= 470; nr++) {
      boolean gap = nr > 336 && nr < 424;
      assertThat(table.byNumber(nr) == null).as("number " + nr).isEqualTo(gap);
    }
  }

  @Test
  void aRowIsFoundByNumberAndByName() {
    for (SyscallRow row : table.rows()) {
      assertThat(table.byNumber(row.nr())).isSameAs(row);
      assertThat(table.byName(row.name())).isSameAs(row);
    }
    assertThat(table.byNumber(-1)).isNull();
    assertThat(table.byNumber(Long.MAX_VALUE)).isNull();
    assertThat(table.byName("no_such_call")).isNull();
  }

  @Test
  void everyCallThatIsTreatedSaysHow() {
    for (SyscallRow row : table.rows()) {
      if (row.kind() != SyscallClass.PASS) {
        assertThat(row.note()).as(row.name()).isNotBlank();
      }
      assertThat(row.note()).as(row.name()).doesNotContain("\n").doesNotEndWith(".");
    }
  }

  @Test
  void pointeesCountByAnArgumentThatExists() {
    for (SyscallRow row : table.rows()) {
      for (ArgType type : row.args()) {
        if (type instanceof ArgType.Pointee pointee) {
          assertThat(pointee.countArg()).as(row.name()).isBetween(-1, row.args().size() - 1);
        }
      }
    }
  }

  @Test
  void callsPassByArgumentsThatTheyHave() {
    for (SyscallRow row : table.rows()) {
      for (PassWhen passWhen : row.passWhen()) {
        boolean refused = row.kind() == SyscallClass.REFUSE_ERRNO;
        assertThat(refused || row.kind() == SyscallClass.ORDER).as(row.name()).isTrue();
        assertThat(passWhen.conditions().isEmpty()).as(row.name()).isEqualTo(refused);
        for (PassWhen.Condition condition : passWhen.conditions()) {
          assertThat(condition.argument()).as(row.name()).isLessThan(row.args().size());
        }
      }
    }
  }
}
