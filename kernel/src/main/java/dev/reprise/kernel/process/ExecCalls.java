package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.Executable;
import dev.reprise.kernel.file.Executables;
import dev.reprise.kernel.file.Paths;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** execve and execveat. */
public final class ExecCalls {
  private final Kernel kernel;
  private final Executables executables;

  public ExecCalls(Kernel kernel) {
    this.kernel = kernel;
    this.executables = new Executables(kernel.files());
  }

  public void register(Handlers handlers) {
    handlers.on(
        Nr.EXECVE, call -> exec(call, Paths.AT_FDCWD, call.arg(0), call.arg(1), call.arg(2), 0));
    handlers.on(
        Nr.EXECVEAT,
        call -> exec(call, call.intArg(0), call.arg(1), call.arg(2), call.arg(3), call.intArg(4)));
  }

  /** One call of the host serves both: paths may have to be rewritten, and names be descriptors. */
  private long exec(Call call, int dirfd, long path, long arguments, long environment, int flags) {
    Task task = call.task();
    boolean others = task.process().tasks().size() > 1;
    Executable file = executables.find(call, dirfd, path, flags);
    if (others) {
      // The host tells of the ends of the process's threads in any order, and for all that is
      // waited.
      kernel.awaitAll();
    }
    long result = execute(task, file, arguments, environment, others);
    if (result == -Errno.ENOENT) {
      Executable elsewhere = executables.elsewhere(call, file);
      if (elsewhere != null) {
        file = elsewhere;
        result = execute(task, file, arguments, environment, others);
      }
    }
    if (result == 0) {
      kernel.processes().execed(task, file.path());
      executables.executed(call, file);
    } else if (task.thread().isGivenUp()) {
      kernel.processes().givenUp(task);
    }
    return result;
  }

  private static long execute(
      Task task, Executable file, long arguments, long environment, boolean others) {
    return task.thread()
        .executeExec(
            Nr.EXECVEAT,
            file.dirfd(),
            file.address(),
            arguments,
            environment,
            file.flags(),
            others);
  }
}
