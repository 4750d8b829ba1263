package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * sendfile, splice, tee, vmsplice and copy_file_range.
 *
 * <p>Between a real file and one of ours, bytes go through the scratch memory of the guest's
 * process.
 */
public final class TransferCalls {
  private static final int CHUNK = 1 << 15;
  private static final int S_IFMT = 0xF000;
  private static final int S_IFREG = 0x8000;
  private static final int O_PATH = 0x200000;
  private static final int SPLICE_F_NONBLOCK = 2;
  private static final int LIMIT_OF_SIZE = 1;
  private static final int SPLICE_FLAGS = 0xf;
  private static final int O_APPEND = 0x400;

  public void register(Handlers handlers) {
    handlers.on(Nr.SENDFILE, call -> changing(call, 0, sendfile(call)));
    handlers.on(Nr.SPLICE, call -> changing(call, 2, splice(call)));
    handlers.on(Nr.TEE, this::tee);
    handlers.on(Nr.VMSPLICE, this::vmsplice);
    handlers.on(Nr.COPY_FILE_RANGE, call -> changing(call, 2, copyFileRange(call)));
  }

  /** How far a transfer has come which has to wait. */
  private static final class Progress {
    private long done;
  }

  private static OpenFile source(Call call, int fd) {
    return checked(call.process().files().require(fd), true);
  }

  /** What was transferred to a file of the file system changes its times. */
  private static long changing(Call call, int argument, long result) {
    if (result > 0) {
      int fd = call.intArg(argument);
      call.kernel().files().contentChanged(call, call.process().files().require(fd), fd);
    }
    return result;
  }

  private static OpenFile sink(Call call, int fd) {
    return checked(call.process().files().require(fd), false);
  }

  private static OpenFile checked(OpenFile file, boolean reading) {
    boolean fits = reading ? file.isReadable() : file.isWritable();
    if (!fits || (file.flags() & O_PATH) != 0) {
      throw new SyscallError(Errno.EBADF);
    }
    return file;
  }

  private long sendfile(Call call) {
    OpenFile out = sink(call, call.intArg(0));
    OpenFile in = source(call, call.intArg(1));
    if (in instanceof KernelFile && out instanceof KernelFile && !isAltered(in)) {
      return betweenFiles(call);
    }
    if (!(in instanceof KernelFile) && (in.mode() & S_IFMT) != S_IFREG) {
      return -Errno.EINVAL;
    }
    Progress progress = call.remember(Progress::new);
    long count = Math.min(call.arg(3), 0x7ffff000L);
    while (progress.done < count) {
      int room = room(call, out);
      if (room == 0) {
        return waitFor(call, out, out.isNonblocking(), progress);
      }
      long moved =
          move(call, in, 1, call.arg(2), out, 0, 0, (int) Math.min(room, count - progress.done));
      if (moved <= 0) {
        return progress.done > 0 ? progress.done : moved;
      }
      progress.done += moved;
    }
    return progress.done;
  }

  /** At a limit of the size of files the host stops in time, and trying on would send a signal. */
  private static boolean isLimited(Call call) {
    return call.process().limits().soft(LIMIT_OF_SIZE) != -1;
  }

  /** Whether the host kernel must not copy it by itself. */
  private static boolean isAltered(OpenFile in) {
    return in instanceof KernelFile file && file.isAltered();
  }

  /** A signal of the host's could end the host's copying early: it goes on until all is there. */
  private static long betweenFiles(Call call) {
    long count = call.arg(3);
    long done = call.execute();
    long moved = isLimited(call) ? 0 : done;
    while (moved > 0 && done < Math.min(count, GuestBuffer.MOST_BYTES)) {
      moved = call.execute(Nr.SENDFILE, call.arg(0), call.arg(1), call.arg(2), count - done);
      done += Math.max(0, moved);
    }
    return done;
  }

  private static int room(Call call, OpenFile out) {
    return out instanceof KernelFile ? CHUNK : Math.min(CHUNK, out.room(call));
  }

  private static long waitFor(Call call, OpenFile file, boolean nonblocking, Progress progress) {
    if (nonblocking) {
      return progress.done > 0 ? progress.done : -Errno.EAGAIN;
    }
    long result =
        call.block("transfer by way of " + file.name(), Call.NEVER, file.readinessChanged());
    return result == -Errno.ERESTARTSYS && progress.done > 0 ? progress.done : result;
  }

  /** Moves bytes once; what the source gives, the sink takes. */
  private static long move(
      Call call,
      OpenFile in,
      int inArgument,
      long inOffset,
      OpenFile out,
      int outArgument,
      long outOffset,
      int length) {
    long scratch = call.process().addressSpace().scratch();
    byte[] data;
    if (in.isPipe()) {
      data = in.peek(length);
      if (data == null || data.length == 0) {
        return 0;
      }
    } else {
      long got = readFile(call, in, call.intArg(inArgument), inOffset, scratch, length);
      if (got <= 0) {
        return got;
      }
      data = call.memory().read(scratch, (int) got);
    }
    if (out instanceof KernelFile) {
      call.memory().write(scratch, data);
      long put = writeFile(call, call.intArg(outArgument), outOffset, scratch, data.length);
      if (put > 0 && in.isPipe()) {
        in.consume((int) put);
      }
      return put;
    }
    out.accept(call, data);
    if (in.isPipe()) {
      in.consume(data.length);
    }
    return data.length;
  }

  private static long readFile(
      Call call, OpenFile in, int fd, long offset, long scratch, int length) {
    long position = offset == 0 ? -1 : call.memory().readLong(offset);
    long got;
    if (!(in instanceof KernelFile file)) {
      got = in.read(call, GuestBuffer.of(call, scratch, length), position);
    } else if (file.isAltered()) {
      got = file.readAltered(call, fd, GuestBuffer.of(call, scratch, length), position);
    } else if (offset == 0) {
      got = call.execute(Nr.READ, fd, scratch, length);
    } else {
      got = call.execute(Nr.PREAD64, fd, scratch, length, position);
    }
    if (got > 0 && offset != 0) {
      call.memory().writeLong(offset, position + got);
    }
    return got;
  }

  private static long writeFile(Call call, int fd, long offset, long scratch, int length) {
    if (offset == 0) {
      return call.execute(Nr.WRITE, fd, scratch, length);
    }
    long position = call.memory().readLong(offset);
    long put = call.execute(Nr.PWRITE64, fd, scratch, length, position);
    if (put > 0) {
      call.memory().writeLong(offset, position + put);
    }
    return put;
  }

  private long splice(Call call) {
    if (call.arg(4) == 0) {
      return 0;
    }
    if ((call.arg(5) & ~SPLICE_FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    OpenFile in = source(call, call.intArg(0));
    OpenFile out = sink(call, call.intArg(2));
    if (!in.isPipe() && !out.isPipe()) {
      return -Errno.EINVAL;
    }
    if ((in.isPipe() && call.arg(1) != 0) || (out.isPipe() && call.arg(3) != 0)) {
      return -Errno.ESPIPE;
    }
    if (isSamePipe(in, out) || (out.flags() & O_APPEND) != 0) {
      return -Errno.EINVAL;
    }
    boolean nonblocking = (call.arg(5) & SPLICE_F_NONBLOCK) != 0;
    Progress progress = new Progress();
    while (progress.done < call.arg(4)) {
      if (in.isPipe() && in.peek(1) == null) {
        return progress.done > 0
            ? progress.done
            : waitFor(call, in, nonblocking || in.isNonblocking(), progress);
      }
      int room = room(call, out);
      if (room == 0) {
        return progress.done > 0
            ? progress.done
            : waitFor(call, out, nonblocking || out.isNonblocking(), progress);
      }
      int length = (int) Math.min(room, call.arg(4) - progress.done);
      long moved = move(call, in, 0, call.arg(1), out, 2, call.arg(3), length);
      if (moved <= 0) {
        return progress.done > 0 ? progress.done : moved;
      }
      progress.done += moved;
    }
    return progress.done;
  }

  private static boolean isSamePipe(OpenFile in, OpenFile out) {
    return in.isPipe()
        && out.isPipe()
        && in.objectNumber() == out.objectNumber()
        && in.name().equals(out.name());
  }

  private long tee(Call call) {
    OpenFile in = source(call, call.intArg(0));
    OpenFile out = sink(call, call.intArg(1));
    if (!in.isPipe() || !out.isPipe() || isSamePipe(in, out)) {
      return -Errno.EINVAL;
    }
    if (call.arg(2) == 0) {
      return 0;
    }
    boolean nonblocking = (call.arg(3) & SPLICE_F_NONBLOCK) != 0;
    int room = out.room(call);
    long asked = call.arg(2) < 0 ? Long.MAX_VALUE : call.arg(2);
    byte[] data = in.peek((int) Math.min(asked, Math.max(1, room)));
    Progress nothing = new Progress();
    if (data == null) {
      return waitFor(call, in, nonblocking || in.isNonblocking(), nothing);
    }
    if (room == 0 && data.length > 0) {
      return waitFor(call, out, nonblocking || out.isNonblocking(), nothing);
    }
    out.accept(call, data);
    return data.length;
  }

  /** Copies at once, as Linux may: a guest cannot rely on later stores being seen or not. */
  private long vmsplice(Call call) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if (!file.isPipe()) {
      return -Errno.EBADF;
    }
    GuestBuffer buffer = GuestBuffer.ofVectors(call, call.arg(1), call.arg(2));
    return file.isWritable() ? file.write(call, buffer, -1) : file.read(call, buffer, -1);
  }

  /**
   * Copies all that is there: how much the host copies at once depends on its file systems, and
   * some cannot copy between themselves.
   */
  private long copyFileRange(Call call) {
    OpenFile in = source(call, call.intArg(0));
    OpenFile out = sink(call, call.intArg(2));
    if (!(in instanceof KernelFile) || !(out instanceof KernelFile)) {
      return -Errno.EINVAL;
    }
    long count = Math.min(call.arg(4), GuestBuffer.MOST_BYTES);
    if (call.arg(4) < 0 || call.arg(5) != 0 || count == 0) {
      return call.execute();
    }
    if (isAltered(in) && (out.flags() & O_APPEND) != 0) {
      return -Errno.EBADF;
    }
    if (isLimited(call)) {
      return copyOnce(call, in, out, call.arg(4));
    }
    long done = 0;
    while (done < count) {
      long copied = copyOnce(call, in, out, count - done);
      if (copied <= 0) {
        return done > 0 ? done : copied;
      }
      done += copied;
    }
    return done;
  }

  private static long copyOnce(Call call, OpenFile in, OpenFile out, long count) {
    long copied =
        isAltered(in)
            ? -Errno.EXDEV
            : call.execute(
                Nr.COPY_FILE_RANGE, call.arg(0), call.arg(1), call.arg(2), call.arg(3), count, 0);
    return copied == -Errno.EXDEV || copied == -Errno.EOPNOTSUPP || copied == -Errno.ENOSYS
        ? move(call, in, 0, call.arg(1), out, 2, call.arg(3), (int) Math.min(CHUNK, count))
        : copied;
  }
}
