package dev.reprise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table promises what becomes of a call: somebody has to keep the promise. */
class EmulatedCallsTest {
  @Test
  void everyEmulatedCallHasAHandler() {
    assertThat(withoutHandler(SyscallClass.EMULATE)).isEmpty();
  }

  /**
   * A call which the host executes without anybody looking at its result is a way for the host to
   * leak in, so each of them is named here: they only act on the guest's own memory.
   */
  @Test
  void onlyTheseCallsAreExecutedAsTheyAre() {
    assertThat(withoutHandler(SyscallClass.ORDER))
        .containsExactlyInAnyOrder("msync", "remap_file_pages");
  }

  private static List<String> withoutHandler(SyscallClass kind) {
    Handlers handlers = new Handlers();
    Domains.register(TestKernel.create(), handlers);
    List<String> missing = new ArrayList<>();
    for (SyscallRow row : SyscallTable.standard().rows()) {
      if (row.kind() == kind && handlers.get(row.nr()) == null) {
        missing.add(row.name());
      }
    }
    return missing;
  }
}
