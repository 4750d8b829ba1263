package dev.reprise.kernel.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The virtual inodes by the host's identities. A file that loses its last name loses its entry too,
 * because the host may give its number to the next file.
 */
public final class Inodes {
  private final Map<HostStat.Identity, Inode> byIdentity = new HashMap<>();
  private long next = 2;

  /** The inode of a file, numbered now if it was never seen. */
  Inode of(HostStat host) {
    return of(host.identity());
  }

  Inode of(HostStat.Identity identity) {
    return byIdentity.computeIfAbsent(identity, key -> Inode.existing(next++));
  }

  /** The inode of a file, or null if it was never seen. */
  @Nullable Inode find(HostStat host) {
    return byIdentity.get(host.identity());
  }

  /** The inode of a file that was made just now, whatever had the host's number before. */
  Inode create(HostStat host, long nowNanos, int owner, int group) {
    Inode inode = createNameless(nowNanos, owner, group);
    byIdentity.put(host.identity(), inode);
    return inode;
  }

  /** The inode of a file without a name, which the host's number cannot find. */
  Inode createNameless(long nowNanos, int owner, int group) {
    return Inode.created(next++, nowNanos, owner, group);
  }

  /** A number for a file that the host does not have. */
  long nextNumber() {
    return next++;
  }

  /** One name of a file is gone; a directory may still be a process's working directory. */
  void nameRemoved(@Nullable HostStat host) {
    if (host != null && host.links() <= 1 && !host.isDirectory()) {
      byIdentity.remove(host.identity());
    }
  }

  /**
   * A file may have been copied to a layer by a change, and have another number since; the old one
   * stays its own too, for the layer beneath never changes.
   */
  void moved(Inode inode, HostStat now) {
    byIdentity.put(now.identity(), inode);
  }
}
