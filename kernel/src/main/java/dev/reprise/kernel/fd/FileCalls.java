package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Nr;

/** Opening, closing, reading and writing. */
public final class FileCalls {
  private static final int O_CLOEXEC = 0x80000;

  private final Kernel kernel;

  public FileCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.OPENAT, call -> open(call, call.path(1), call.intArg(2)));
    handlers.on(Nr.OPEN, call -> open(call, call.path(0), call.intArg(1)));
    handlers.on(Nr.CLOSE, this::close);
    handlers.on(Nr.READ, call -> read(call, GuestBuffer.of(call, call.arg(1), call.arg(2)), -1));
    handlers.on(Nr.WRITE, call -> write(call, GuestBuffer.of(call, call.arg(1), call.arg(2)), -1));
  }

  private long open(Call call, String path, int flags) {
    long fd = call.execute();
    if (fd >= 0) {
      boolean closeOnExec = (flags & O_CLOEXEC) != 0;
      call.process()
          .files()
          .put(kernel, (int) fd, new KernelFile(path, flags & ~O_CLOEXEC), closeOnExec);
    }
    return fd;
  }

  private long close(Call call) {
    call.process().files().require(call.intArg(0));
    long result = call.execute();
    call.process().files().remove(kernel, call.intArg(0));
    return result;
  }

  private long read(Call call, GuestBuffer buffer, long position) {
    OpenFile file = call.process().files().require(call.intArg(0));
    return file instanceof KernelFile ? call.execute() : file.read(call, buffer, position);
  }

  private long write(Call call, GuestBuffer buffer, long position) {
    OpenFile file = call.process().files().require(call.intArg(0));
    return file instanceof KernelFile ? call.execute() : file.write(call, buffer, position);
  }
}
