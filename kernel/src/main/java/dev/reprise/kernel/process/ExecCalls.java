package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Nr;

/** execve and execveat. */
public final class ExecCalls {
  private final Kernel kernel;

  public ExecCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.EXECVE, this::exec);
    handlers.on(Nr.EXECVEAT, this::exec);
  }

  private long exec(Call call) {
    Task task = call.task();
    GuestProcess process = task.process();
    boolean others = process.tasks().size() > 1;
    String path = call.path(call.nr() == Nr.EXECVE ? 0 : 1);
    long result =
        task.thread()
            .executeExec(
                call.nr(), call.arg(0), call.arg(1), call.arg(2), call.arg(3), call.arg(4), others);
    if (result == 0) {
      kernel.processes().execed(task, path);
    }
    return result;
  }
}
