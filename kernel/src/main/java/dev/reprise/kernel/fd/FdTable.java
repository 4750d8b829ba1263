package dev.reprise.kernel.fd;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a process (or of several, by CLONE_FILES): a mirror of the host kernel's
 * table.
 */
public final class FdTable {
  /**
   * An entry.
   *
   * @param file what it refers to
   * @param closeOnExec whether execve(2) closes it
   */
  public record Entry(OpenFile file, boolean closeOnExec) {}

  private final TreeMap<Integer, Entry> entries = new TreeMap<>();
  private int users = 1;

  /** The file of a descriptor, or null when it is not open. */
  public @Nullable OpenFile get(int fd) {
    Entry entry = entries.get(fd);
    return entry == null ? null : entry.file;
  }

  /** The file of a descriptor; EBADF when it is not open. */
  public OpenFile require(int fd) {
    OpenFile file = get(fd);
    if (file == null) {
      throw new SyscallError(Errno.EBADF);
    }
    return file;
  }

  /** All entries by number. */
  public Map<Integer, Entry> entries() {
    return entries;
  }

  /** Makes a descriptor refer to a file; what it referred to before is released. */
  public void put(Kernel kernel, int fd, OpenFile file, boolean closeOnExec) {
    file.retain();
    Entry old = entries.put(fd, new Entry(file, closeOnExec));
    if (old != null) {
      closed(kernel, old.file);
    }
  }

  public boolean isCloseOnExec(int fd) {
    Entry entry = entries.get(fd);
    return entry != null && entry.closeOnExec;
  }

  public void setCloseOnExec(int fd, boolean closeOnExec) {
    entries.computeIfPresent(fd, (key, old) -> new Entry(old.file, closeOnExec));
  }

  /** The descriptor is closed. */
  public void remove(Kernel kernel, int fd) {
    Entry old = entries.remove(fd);
    if (old != null) {
      closed(kernel, old.file);
    }
  }

  private void closed(Kernel kernel, OpenFile file) {
    kernel.locks().descriptorClosed(this, file);
    file.release(kernel);
  }

  /** A program is replaced: descriptors marked so are closed. */
  public void closeOnExec(Kernel kernel) {
    List<Integer> marked = new ArrayList<>();
    for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
      if (entry.getValue().closeOnExec) {
        marked.add(entry.getKey());
      }
    }
    for (int fd : marked) {
      remove(kernel, fd);
    }
  }

  /** What a child gets which does not share. */
  public FdTable copy() {
    FdTable copy = new FdTable();
    entries.forEach(
        (fd, entry) -> {
          entry.file.retain();
          copy.entries.put(fd, entry);
        });
    return copy;
  }

  /** One more process uses this very table. */
  public FdTable share() {
    users++;
    return this;
  }

  /** A process has ended; the last one closes everything. */
  public void leave(Kernel kernel) {
    if (--users == 0) {
      while (!entries.isEmpty()) {
        remove(kernel, entries.firstKey());
      }
    }
  }

  /** Whether other processes use this table too. */
  public boolean isShared() {
    return users > 1;
  }
}
