package dev.reprise.kernel.console;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;

/** A file whose other side is the user. */
abstract class ConsoleFile extends OpenFile {
  /** What goes to the host at once: a write of any size is done in full. */
  private static final int CHUNK = 1 << 20;

  private final HostStreams streams;
  private final int stream;

  ConsoleFile(HostStreams streams, int stream, int flags) {
    super(flags);
    this.streams = streams;
    this.stream = stream;
  }

  final HostStreams streams() {
    return streams;
  }

  final int stream() {
    return stream;
  }

  /**
   * The input counts as present from the beginning: a read waits for the user, not for the guest.
   */
  @Override
  public int readiness(Task asking) {
    return (isReadable() ? READABLE : 0) | (isWritable() ? WRITABLE : 0);
  }

  /** What a read returns that is not the reader's to make; 0 when it is. */
  long refusal(Call call) {
    return 0;
  }

  @Override
  public final long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    int want = Math.min(into.length(), CHUNK);
    if (want == 0) {
      return 0;
    }
    long refusal = refusal(call);
    if (refusal != 0) {
      return refusal;
    }
    byte[] data = new byte[want];
    int got = streams.read(data, want);
    while (got == HostStreams.INTERRUPTED) {
      call.kernel().lookOutside();
      if (call.task().state() != Task.State.RUNNABLE) {
        // The signal has ended or stopped the reader here and now.
        return call.suspend();
      }
      if (call.kernel().signals().isDeliverable(call.task())) {
        return -Errno.ERESTARTSYS;
      }
      got = streams.read(data, want);
    }
    return got == 0 ? 0 : into.put(data, got);
  }

  @Override
  public final long write(Call call, GuestBuffer from, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    int total = from.length();
    int done = 0;
    while (done < total) {
      byte[] data = from.get(done, Math.min(CHUNK, total - done));
      int written = writeAll(call, data);
      if (written == HostStreams.BROKEN) {
        brokenPipe(call);
        return done > 0 ? done : -Errno.EPIPE;
      }
      done += written;
      if (written < data.length && done == 0) {
        return call.task().state() == Task.State.RUNNABLE ? -Errno.ERESTARTSYS : call.suspend();
      }
      if (written < CHUNK) {
        // All is written, or as much as the guest has memory for, or a signal has ended it.
        break;
      }
    }
    return done;
  }

  /** Waits until the user has taken everything; only a signal to the writer makes it less. */
  private int writeAll(Call call, byte[] data) {
    int done = 0;
    while (done < data.length) {
      int written = streams.write(stream == 0 ? 1 : stream, data, done);
      if (written == HostStreams.BROKEN) {
        return written;
      }
      done += written;
      if (done < data.length) {
        call.kernel().lookOutside();
        if (call.task().state() != Task.State.RUNNABLE
            || call.kernel().signals().isDeliverable(call.task())) {
          break;
        }
      }
    }
    return done;
  }

  @Override
  public final int room(Call call) {
    return CHUNK;
  }

  @Override
  public final void accept(Call call, byte[] data) {
    int written = writeAll(call, data);
    if (written == HostStreams.BROKEN) {
      brokenPipe(call);
      throw new SyscallError(Errno.EPIPE);
    }
    if (written < data.length) {
      throw new SyscallError(Errno.EINTR);
    }
  }
}
