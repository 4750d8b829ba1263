package dev.reprise.kernel.fd;

import dev.reprise.kernel.file.Inode;

/** A real file that was made without a name, which the guest knows by one of our making. */
public class NamelessFile extends KernelFile {
  private final boolean canBeNamed;

  /**
   * A new file.
   *
   * @param name for {@code /proc/self/fd}
   * @param canBeNamed whether the host's file system lets it have a name later, as Linux does
   */
  public NamelessFile(String name, int flags, Inode inode, boolean canBeNamed) {
    super(name, flags, inode);
    this.canBeNamed = canBeNamed;
  }

  /** Whether the host's file system lets it have a name. */
  public final boolean canBeNamed() {
    return canBeNamed;
  }

  @Override
  public KernelFile reopened(int flags, Inode inode) {
    return new NamelessFile(name(), flags, inode, canBeNamed);
  }
}
