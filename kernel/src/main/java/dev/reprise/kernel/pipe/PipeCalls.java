package dev.reprise.kernel.pipe;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** pipe and pipe2. */
public final class PipeCalls {
  private static final int O_WRONLY = 1;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_DIRECT = 0x4000;
  private static final int O_CLOEXEC = 0x80000;

  private final Kernel kernel;

  public PipeCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.PIPE, call -> pipe(call, 0));
    handlers.on(Nr.PIPE2, call -> pipe(call, call.intArg(1)));
  }

  private long pipe(Call call, int flags) {
    // Packet mode (O_DIRECT) is what a kernel before 3.4 would refuse, too.
    if ((flags & O_DIRECT) != 0 || (flags & ~(O_NONBLOCK | O_CLOEXEC)) != 0) {
      return -Errno.EINVAL;
    }
    boolean closeOnExec = (flags & O_CLOEXEC) != 0;
    Pipe pipe = new Pipe(kernel.descriptors().nextObject());
    PipeEnd reader = new PipeEnd(pipe, flags & O_NONBLOCK);
    PipeEnd writer = new PipeEnd(pipe, O_WRONLY | flags & O_NONBLOCK);
    int first = kernel.descriptors().open(call, reader, closeOnExec);
    try {
      int second = kernel.descriptors().open(call, writer, closeOnExec);
      write(call, first, second);
    } catch (SyscallError error) {
      kernel.descriptors().close(call, first);
      throw error;
    }
    return 0;
  }

  private void write(Call call, int first, int second) {
    try {
      byte[] pair = new byte[8];
      dev.reprise.kernel.Bytes.putInt(pair, 0, first);
      dev.reprise.kernel.Bytes.putInt(pair, 4, second);
      call.memory().write(call.arg(0), pair);
    } catch (SyscallError error) {
      kernel.descriptors().close(call, second);
      throw error;
    }
  }
}
