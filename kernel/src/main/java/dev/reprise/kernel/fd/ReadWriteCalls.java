package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** read, write and their variants with vectors and positions. */
public final class ReadWriteCalls {
  private static final int RWF_NOWAIT = 8;
  private static final int RWF_KNOWN = 0x1f;

  public void register(Handlers handlers) {
    handlers.on(Nr.READ, call -> read(call, block(call), -1));
    handlers.on(Nr.WRITE, call -> write(call, block(call), -1));
    handlers.on(Nr.READV, call -> read(call, vectors(call), -1));
    handlers.on(Nr.WRITEV, call -> write(call, vectors(call), -1));
    handlers.on(Nr.PREAD64, call -> read(call, block(call), position(call)));
    handlers.on(Nr.PWRITE64, call -> write(call, block(call), position(call)));
    handlers.on(Nr.PREADV, call -> read(call, vectors(call), position(call)));
    handlers.on(Nr.PWRITEV, call -> write(call, vectors(call), position(call)));
    handlers.on(Nr.PREADV2, call -> second(call, true));
    handlers.on(Nr.PWRITEV2, call -> second(call, false));
  }

  /** preadv2 and pwritev2: position -1 means the file's own. */
  private long second(Call call, boolean reading) {
    int flags = call.intArg(5);
    if ((flags & ~RWF_KNOWN) != 0 || (flags & RWF_NOWAIT) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    long position = call.arg(3) == -1 ? -1 : position(call);
    return reading ? read(call, vectors(call), position) : write(call, vectors(call), position);
  }

  /** A buffer is made only for files that we serve: the others' are the host kernel's to check. */
  @FunctionalInterface
  private interface Buffer {
    GuestBuffer get();
  }

  private static Buffer block(Call call) {
    return () -> GuestBuffer.of(call, call.arg(1), call.arg(2));
  }

  private static Buffer vectors(Call call) {
    return () -> GuestBuffer.ofVectors(call, call.arg(1), call.arg(2));
  }

  private static long position(Call call) {
    if (call.arg(3) < 0) {
      throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
    }
    return call.arg(3);
  }

  private static long read(Call call, Buffer buffer, long position) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if (file instanceof KernelFile real) {
      long got =
          real.isAltered()
              ? real.readAltered(call, call.intArg(0), buffer.get(), position)
              : readReal(call, position);
      if (got > 0) {
        call.kernel().watches().read(real);
      }
      return got;
    }
    return file.isReadable() ? file.read(call, buffer.get(), position) : -Errno.EBADF;
  }

  /** Reads which mean one block need not be executed by the guest. */
  private static long readReal(Call call, long position) {
    long got = GuestThread.NOT_FROM_OUTSIDE;
    if (call.nr() == Nr.READ || call.nr() == Nr.PREAD64) {
      GuestThread thread = call.task().thread();
      got = thread.readOpenFile(call.intArg(0), call.arg(1), call.arg(2), position);
    }
    return got == GuestThread.NOT_FROM_OUTSIDE ? call.execute() : got;
  }

  private static long write(Call call, Buffer buffer, long position) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if (file instanceof KernelFile) {
      long written = call.execute();
      if (written > 0) {
        call.kernel().files().contentChanged(call, file, call.intArg(0));
      }
      return written;
    }
    return file.isWritable() ? file.write(call, buffer.get(), position) : -Errno.EBADF;
  }
}
