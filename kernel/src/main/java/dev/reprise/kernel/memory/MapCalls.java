package dev.reprise.kernel.memory;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** mmap, mprotect and mremap: what is mapped is the host's, where it is mapped is ours. */
public final class MapCalls {
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_TYPE = 0xf;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_32BIT = 0x40;
  private static final int MAP_LOCKED = 0x2000;
  private static final int MAP_SYNC = 0x80000;
  private static final int MAP_HUGETLB = 0x40000;
  private static final int MAP_FIXED_NOREPLACE = 0x100000;
  private static final int MREMAP_MAYMOVE = 1;
  private static final int MREMAP_FIXED = 2;
  private static final int O_PATH = 0x200000;

  public void register(Handlers handlers) {
    handlers.on(Nr.MMAP, this::mmap);
    handlers.on(Nr.MPROTECT, this::mprotect);
    handlers.on(Nr.MREMAP, this::mremap);
  }

  private long mmap(Call call) {
    int flags = call.intArg(3);
    int fd = -1;
    if ((flags & MAP_ANONYMOUS) == 0) {
      fd = call.intArg(4);
      OpenFile file = call.process().files().require(fd);
      if ((file.flags() & O_PATH) != 0) {
        return -Errno.EBADF;
      }
      if (!(file instanceof KernelFile)) {
        return -Errno.ENODEV;
      }
    }
    if ((flags & MAP_HUGETLB) != 0) {
      return -Errno.ENOMEM;
    }
    if ((flags & MAP_SYNC) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    if ((flags & MAP_FIXED) != 0 && isHidden(call.arg(0), call.arg(1))) {
      return -Errno.ENOMEM;
    }
    long result = place(call, flags & ~MAP_LOCKED);
    if (result < 0) {
      return result;
    }
    written(call, flags);
    if ((flags & MAP_ANONYMOUS) == 0 || (flags & MAP_TYPE) != MAP_PRIVATE) {
      call.process().addressSpace().mappedFromOutside();
    }
    call.kernel().runtimes().mapped(call, result);
    if ((flags & (MAP_TYPE | MAP_ANONYMOUS)) == MAP_PRIVATE
        && call.process().files().get(fd) instanceof KernelFile file) {
      file.mapped(call, result, call.arg(5));
    }
    if ((call.arg(2) & PROT_EXEC) != 0) {
      call.kernel().cpu().codeMapped(call.task(), mapping(call, result, flags, fd), fd);
    }
    return result;
  }

  private static Mapping mapping(Call call, long address, int flags, int fd) {
    boolean shared = (flags & MAP_TYPE) != MAP_PRIVATE;
    String file = fd < 0 ? "" : call.process().files().require(fd).name();
    long length = Layout.pages(call.arg(1));
    return Mapping.made(address, length, call.intArg(2), shared, call.arg(5), file);
  }

  /** What is ours is not there for the guest, but cannot be had. */
  private static boolean isHidden(long address, long length) {
    return AddressSpace.isHidden(address, address + Layout.pages(length));
  }

  /** Where the guest insists the host decides; a mere wish is fulfilled if the place is free. */
  private static long place(Call call, int flags) {
    long wish = call.arg(0);
    if ((flags & (MAP_FIXED | MAP_FIXED_NOREPLACE | MAP_32BIT)) != 0) {
      return map(call, wish, flags);
    }
    int exactly = flags | MAP_FIXED_NOREPLACE;
    if (wish != 0) {
      long result = map(call, Layout.pages(wish), exactly);
      if (result >= 0) {
        return result;
      }
    }
    Layout layout = call.process().addressSpace().layout();
    return layout.place(call.arg(1), address -> map(call, address, exactly));
  }

  private static long map(Call call, long address, int flags) {
    return call.execute(
        Nr.MMAP, address, call.arg(1), call.arg(2), flags, call.arg(4), call.arg(5));
  }

  /** Stores to a shared mapping are not seen one by one: the file has the time of the mapping. */
  private static void written(Call call, int flags) {
    boolean shared = (flags & MAP_ANONYMOUS) == 0 && (flags & MAP_TYPE) != MAP_PRIVATE;
    if (shared && (call.arg(2) & PROT_WRITE) != 0) {
      int fd = call.intArg(4);
      call.kernel().files().contentChanged(call, call.process().files().require(fd), fd);
    }
  }

  private long mprotect(Call call) {
    if (isHidden(call.arg(0), call.arg(1))) {
      return -Errno.ENOMEM;
    }
    long result = call.execute();
    if (result == 0 && (call.arg(2) & PROT_EXEC) != 0 && call.arg(1) != 0) {
      long length = Layout.pages(call.arg(1));
      call.kernel().cpu().codeMapped(call.task(), call.arg(0), length, -1);
    }
    return result;
  }

  private long mremap(Call call) {
    boolean fixed = (call.arg(3) & MREMAP_FIXED) != 0;
    if (isHidden(call.arg(0), call.arg(1))) {
      return -Errno.EFAULT;
    }
    if (fixed && isHidden(call.arg(4), call.arg(2))) {
      return -Errno.ENOMEM;
    }
    long address = remap(call);
    long length = Math.min(Layout.pages(call.arg(1)), Layout.pages(call.arg(2)));
    if (address >= 0 && address != call.arg(0) && length != 0) {
      call.kernel().cpu().codeMoved(call.task(), call.arg(0), length, address);
    }
    return address;
  }

  private static long remap(Call call) {
    long flags = call.arg(3);
    long oldSize = Layout.pages(call.arg(1));
    long newSize = Layout.pages(call.arg(2));
    boolean mayMove = (flags & MREMAP_MAYMOVE) != 0;
    boolean shrinks = newSize <= oldSize && flags == MREMAP_MAYMOVE;
    if (!mayMove || (flags & MREMAP_FIXED) != 0 || shrinks) {
      return call.execute();
    }
    if (flags == MREMAP_MAYMOVE && oldSize != 0) {
      long grown = call.execute(Nr.MREMAP, call.arg(0), call.arg(1), call.arg(2), 0, 0);
      if (grown != -Errno.ENOMEM) {
        return grown;
      }
    }
    Layout layout = call.process().addressSpace().layout();
    long place = layout.reserve(call, newSize);
    if (place < 0) {
      return place;
    }
    long moved =
        call.execute(Nr.MREMAP, call.arg(0), call.arg(1), call.arg(2), flags | MREMAP_FIXED, place);
    if (moved < 0) {
      call.execute(Nr.MUNMAP, place, newSize);
    }
    return moved;
  }
}
