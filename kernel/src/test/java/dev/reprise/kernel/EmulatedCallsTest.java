package dev.reprise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table promises that we answer certain calls: each of them needs somebody who does. */
class EmulatedCallsTest {
  @Test
  void everyEmulatedCallHasAHandler() {
    Handlers handlers = new Handlers();
    Domains.register(TestKernel.create(), handlers);
    List<String> missing = new ArrayList<>();
    for (SyscallRow row : SyscallTable.standard().rows()) {
      if (row.kind() == SyscallClass.EMULATE && handlers.get(row.nr()) == null) {
        missing.add(row.name());
      }
    }
    assertThat(missing).isEmpty();
  }
}
