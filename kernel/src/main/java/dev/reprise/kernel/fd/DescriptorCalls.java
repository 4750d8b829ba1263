package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Refused;
import dev.reprise.linux.Nr;

/** close, dup and their relatives: the host executes them, and the table follows. */
public final class DescriptorCalls {
  private static final int O_ACCMODE = 3;
  private static final int O_CLOEXEC = 0x80000;
  private static final int CLOSE_RANGE_UNSHARE = 2;
  private static final int CLOSE_RANGE_CLOEXEC = 4;

  private final Kernel kernel;

  public DescriptorCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.CLOSE, this::close);
    handlers.on(Nr.CLOSE_RANGE, this::closeRange);
    handlers.on(Nr.DUP, call -> duplicate(call, false));
    handlers.on(Nr.DUP2, this::dup2);
    handlers.on(Nr.DUP3, call -> duplicate(call, (call.intArg(2) & O_CLOEXEC) != 0));
  }

  private long close(Call call) {
    FdTable files = call.process().files();
    OpenFile file = files.require(call.intArg(0));
    // Only what was written can fail to reach its place at the end.
    boolean certain = !(file instanceof KernelFile) || (file.flags() & O_ACCMODE) == 0;
    long result = certain ? call.executeLast(0) : call.execute();
    files.remove(kernel, call.intArg(0));
    return result;
  }

  private long dup2(Call call) {
    call.process().files().require(call.intArg(0));
    return call.intArg(0) == call.intArg(1) ? call.arg(1) : duplicate(call, false);
  }

  /**
   * The host chooses the number, for dup, or takes the given one; the new entry shares the file.
   */
  private long duplicate(Call call, boolean closeOnExec) {
    FdTable files = call.process().files();
    OpenFile file = files.require(call.intArg(0));
    long fd = call.execute();
    if (fd >= 0) {
      files.put(kernel, (int) fd, file, closeOnExec);
    }
    return fd;
  }

  private long closeRange(Call call) {
    int flags = call.intArg(2);
    GuestProcess process = call.process();
    if ((flags & CLOSE_RANGE_UNSHARE) != 0 && process.tasks().size() > 1) {
      throw new Refused("a thread asks for descriptors of its own (CLOSE_RANGE_UNSHARE)");
    }
    long result = call.execute();
    if (result != 0) {
      return result;
    }
    if ((flags & CLOSE_RANGE_UNSHARE) != 0 && process.files().isShared()) {
      FdTable own = process.files().copy();
      process.files().leave(kernel);
      process.setFiles(own);
    }
    long first = call.arg(0) & 0xffffffffL;
    long last = call.arg(1) & 0xffffffffL;
    for (int fd : process.files().entries().keySet().toArray(Integer[]::new)) {
      if (fd >= first && fd <= last) {
        closeOne(process.files(), fd, (flags & CLOSE_RANGE_CLOEXEC) != 0);
      }
    }
    return 0;
  }

  private void closeOne(FdTable files, int fd, boolean onExecOnly) {
    if (onExecOnly) {
      files.setCloseOnExec(fd, true);
    } else {
      files.remove(kernel, fd);
    }
  }
}
