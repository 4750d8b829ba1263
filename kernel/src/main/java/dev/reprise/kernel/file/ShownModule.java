package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.runtime.CompiledModule;

/**
 * An open compiled module of Python whose time is shown as another one than the host's file has.
 */
final class ShownModule extends KernelFile {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;

  private final Inode inode;
  private final int time;

  /** A file that shows {@code time}, in seconds since 1970. */
  ShownModule(String path, int flags, Inode inode, int time) {
    super(path, flags, inode);
    this.inode = inode;
    this.time = time;
  }

  /** What the run itself has written is shown as it is. */
  @Override
  public boolean isAltered() {
    return inode.isUntouched();
  }

  /** Past the guest, so that the event log has what the guest gets and nothing else. */
  @Override
  public long readAltered(Call call, int fd, GuestBuffer into, long position) {
    long start = position >= 0 ? position : seek(call, fd, 0, SEEK_CUR);
    if (start < 0) {
      return start;
    }
    int length = into.length();
    byte[] data = new byte[Math.min(Scratch.BUFFER_SIZE, length)];
    int done = 0;
    while (done < length) {
      int step = Math.min(data.length, length - done);
      long got = HostContent.read(call, fd, data, step, start + done);
      if (got <= 0) {
        if (got < 0 && done == 0) {
          return got;
        }
        break;
      }
      alter(data, start + done);
      int put = into.putAt(done, data, (int) got);
      done += put;
      if (put < step) {
        break;
      }
    }
    if (position < 0) {
      seek(call, fd, start + done, SEEK_SET);
    }
    return done;
  }

  private void alter(byte[] data, long offset) {
    byte[] shown = shown();
    for (int i = 0; i < shown.length; i++) {
      long at = CompiledModule.TIME_OFFSET + i - offset;
      if (at >= 0 && at < data.length) {
        data[(int) at] = shown[i];
      }
    }
  }

  /** A private mapping is the process's own memory; a shared one is the file as the host has it. */
  @Override
  public void mapped(Call call, long address, long offset) {
    if (offset == 0 && isAltered()) {
      call.task().thread().writeCode(address + CompiledModule.TIME_OFFSET, shown());
    }
  }

  private byte[] shown() {
    byte[] bytes = new byte[Integer.BYTES];
    Bytes.putInt(bytes, 0, time);
    return bytes;
  }

  @Override
  public KernelFile reopened(int newFlags, Inode known) {
    return (newFlags & Opening.O_ACCMODE) == 0
        ? new ShownModule(name(), newFlags, known, time)
        : super.reopened(newFlags, known);
  }
}
