package dev.reprise.kernel.fd;

import dev.reprise.kernel.file.Inode;

/** A file that memfd_create(2) made: it can be sealed, which no other file can. */
public final class MemoryFile extends NamelessFile {
  /** A new file, named for {@code /proc/self/fd}. */
  public MemoryFile(String name, int flags, Inode inode) {
    super(name, flags, inode, true);
  }

  @Override
  public KernelFile reopened(int flags, Inode inode) {
    return new MemoryFile(name(), flags, inode);
  }
}
