package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;

/** Opens FIFOs: whoever serves pipes does it, because an open waits for the other side. */
@FunctionalInterface
public interface FifoOpener {
  /**
   * Opens a FIFO which exists.
   *
   * @param inode its virtual inode number
   * @param dirfd where the path starts, as in openat(2)
   * @param address the path in guest memory
   * @param path the absolute path
   * @param flags of open(2)
   * @return what the handler returns
   */
  long open(Call call, long inode, long dirfd, long address, String path, int flags);
}
