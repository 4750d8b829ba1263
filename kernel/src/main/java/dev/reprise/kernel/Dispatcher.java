package dev.reprise.kernel;

import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.Errno;
import java.util.Set;

/** Finds the handler of a call by the table, and turns the handler's errors into results. */
final class Dispatcher {
  private final SyscallTable table = SyscallTable.standard();
  private final Handlers handlers;
  private final Set<String> allowed;

  Dispatcher(Handlers handlers, Set<String> allowed) {
    this.handlers = handlers;
    this.allowed = allowed;
  }

  long dispatch(Call call) {
    try {
      Handler handler = handlers.get(call.nr());
      return handler != null ? handler.handle(call) : byTable(call);
    } catch (SyscallError error) {
      return -error.errno();
    }
  }

  private long byTable(Call call) {
    SyscallRow row = table.byNumber(call.nr());
    if (row == null) {
      // As by the virtual kernel, which is older than the call; x32 numbers are such, too.
      return allowed.contains("syscall-" + call.nr()) ? call.execute() : -Errno.ENOSYS;
    }
    if (allowed.contains(row.name())) {
      return call.execute();
    }
    SyscallClass kind = row.kind();
    if (kind == SyscallClass.REFUSE_ERRNO) {
      return -row.errno();
    }
    if (kind == SyscallClass.PASS || kind == SyscallClass.ORDER) {
      return call.execute();
    }
    throw new Refused(row.name(), "system call " + row.name() + " is not supported: " + row.note());
  }
}
