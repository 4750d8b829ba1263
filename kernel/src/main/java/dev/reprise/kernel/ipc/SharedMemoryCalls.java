package dev.reprise.kernel.ipc;

import static dev.reprise.kernel.ipc.IpcTable.IPC_INFO;
import static dev.reprise.kernel.ipc.IpcTable.IPC_RMID;
import static dev.reprise.kernel.ipc.IpcTable.IPC_SET;
import static dev.reprise.kernel.ipc.IpcTable.IPC_STAT;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.memory.Layout;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** shmget, shmat, shmdt and shmctl. */
final class SharedMemoryCalls {
  private static final long MOST_BYTES = -1L - (1L << 24);
  private static final int SHM_HUGETLB = 04000;
  private static final int SHM_NORESERVE = 010000;
  private static final int SHM_RDONLY = 010000;
  private static final int SHM_RND = 020000;
  private static final int SHM_REMAP = 040000;
  private static final int SHM_EXEC = 0100000;
  private static final int SHM_LOCK = 11;
  private static final int SHM_UNLOCK = 12;
  private static final int SHM_STAT = 13;
  private static final int SHM_INFO = 14;
  private static final int SHM_STAT_ANY = 15;

  private final IpcTable<Segment> segments;

  SharedMemoryCalls(Ipc ipc) {
    this.segments = ipc.segments();
  }

  void register(Handlers handlers) {
    handlers.on(Nr.SHMGET, this::shmget);
    handlers.on(Nr.SHMAT, this::shmat);
    handlers.on(Nr.SHMDT, this::shmdt);
    handlers.on(Nr.SHMCTL, this::shmctl);
  }

  private long shmget(Call call) {
    dropForgotten(call);
    int key = call.intArg(0);
    long size = call.arg(1);
    int flags = call.intArg(2);
    Segment segment = segments.get(call, key, flags, () -> make(call, key, size, flags));
    return Long.compareUnsigned(size, segment.size()) > 0 ? -Errno.EINVAL : segment.id();
  }

  /** The key is given to the host as well, since its name of the mapping shows it. */
  private static Segment make(Call call, int key, long size, int flags) {
    if (size == 0 || Long.compareUnsigned(size, MOST_BYTES) > 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if ((flags & SHM_HUGETLB) != 0) {
      throw new SyscallError(Errno.ENOMEM);
    }
    int create = IpcTable.IPC_CREAT | IpcTable.IPC_EXCL | 0600;
    long host = call.execute(Nr.SHMGET, key, size, create | (flags & SHM_NORESERVE));
    if (host < 0) {
      throw new SyscallError((int) -host);
    }
    return new Segment(new Permissions(call, key, flags), call, (int) host, size);
  }

  /** Segments which were removed, and whose last attachment has gone since. */
  private void dropForgotten(Call call) {
    for (Segment segment : segments.all()) {
      if (segment.isRemoved() && segment.attachments(call.task()) == 0) {
        segments.remove(segment);
      }
    }
  }

  private long shmat(Call call) {
    dropForgotten(call);
    Segment segment = segments.require(call.intArg(0));
    int flags = call.intArg(2);
    long wish = call.arg(1);
    if ((wish & (Layout.PAGE - 1)) != 0) {
      if ((flags & SHM_RND) == 0) {
        return -Errno.EINVAL;
      }
      wish &= -Layout.PAGE;
    }
    if (wish == 0 && ((flags & SHM_REMAP) != 0 || call.arg(1) != 0)) {
      return -Errno.EINVAL;
    }
    int wanted =
        (flags & SHM_RDONLY) != 0 ? Permissions.READ : Permissions.READ | Permissions.WRITE;
    segment.permissions().require(call, (flags & SHM_EXEC) != 0 ? wanted | 0111 : wanted);
    long address = attach(call, segment, wish, flags);
    if (address >= 0) {
      segment.attached(call);
      call.process().addressSpace().mappedFromOutside();
      if ((flags & SHM_EXEC) != 0) {
        call.kernel().cpu().codeMapped(call.task(), address, Layout.pages(segment.size()), -1);
      }
    }
    return address;
  }

  /** Without a wish the address is ours; the host says EINVAL when something is there already. */
  private static long attach(Call call, Segment segment, long wish, int flags) {
    if (wish != 0) {
      return call.execute(Nr.SHMAT, segment.hostId(), wish, flags & ~SHM_RND);
    }
    Layout layout = call.process().addressSpace().layout();
    return layout.place(
        segment.size(),
        address -> {
          long result = call.execute(Nr.SHMAT, segment.hostId(), address, flags & ~SHM_RND);
          return result == -Errno.EINVAL ? -Errno.EEXIST : result;
        });
  }

  private long shmdt(Call call) {
    String host = "";
    for (Mapping mapping : call.task().thread().hostMappings()) {
      if (mapping.start() == call.arg(0) && mapping.name().startsWith("/SYSV")) {
        host = mapping.inode();
      }
    }
    long result = call.execute();
    if (result == 0) {
      for (Segment segment : segments.all()) {
        if (host.equals(Integer.toString(segment.hostId()))) {
          segment.detached(call);
        }
      }
      dropForgotten(call);
    }
    return result;
  }

  private long shmctl(Call call) {
    dropForgotten(call);
    int command = call.intArg(1);
    return switch (command) {
      case IPC_INFO -> limits(call);
      case SHM_INFO -> usage(call);
      case IPC_STAT, SHM_STAT, SHM_STAT_ANY -> status(call, command);
      case IPC_SET -> set(call);
      case IPC_RMID -> remove(call);
      // Memory is never swapped here.
      case SHM_LOCK, SHM_UNLOCK -> {
        segments.requireOwned(call, call.intArg(0));
        yield 0;
      }
      default -> -Errno.EINVAL;
    };
  }

  private long status(Call call, int command) {
    Segment segment = segments.requireAsked(call, command, SHM_STAT_ANY);
    call.memory().write(call.arg(2), segment.status(call.task()));
    return command == IPC_STAT ? 0 : segment.id();
  }

  private long set(Call call) {
    byte[] from = call.memory().read(call.arg(2), Permissions.SIZE);
    Segment segment = segments.requireOwned(call, call.intArg(0));
    segment.permissions().set(from);
    segment.changed(call.kernel());
    return 0;
  }

  private long remove(Call call) {
    Segment segment = segments.requireOwned(call, call.intArg(0));
    call.execute(Nr.SHMCTL, segment.hostId(), IPC_RMID, 0);
    segment.setRemoved();
    dropForgotten(call);
    return 0;
  }

  private long limits(Call call) {
    byte[] info = new byte[72];
    Bytes.putLong(info, 0, MOST_BYTES);
    Bytes.putLong(info, 8, 1);
    Bytes.putLong(info, 16, Ipc.MOST_SEGMENTS);
    Bytes.putLong(info, 24, Ipc.MOST_SEGMENTS);
    Bytes.putLong(info, 32, MOST_BYTES);
    call.memory().write(call.arg(2), info);
    return segments.highestIndex();
  }

  private long usage(Call call) {
    long pages = 0;
    for (Segment segment : segments.all()) {
      pages += segment.residentBytes() / Layout.PAGE;
    }
    byte[] info = new byte[48];
    Bytes.putInt(info, 0, segments.size());
    Bytes.putLong(info, 8, pages);
    Bytes.putLong(info, 16, pages);
    call.memory().write(call.arg(2), info);
    return segments.highestIndex();
  }
}
