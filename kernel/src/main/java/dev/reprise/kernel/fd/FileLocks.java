package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;

/** Answers fcntl(2)'s commands on locks: F_SETLK and its relatives. */
@FunctionalInterface
public interface FileLocks {
  /** The command is argument 1, the lock argument 2; the result is a handler's. */
  long fcntl(Call call, OpenFile file);
}
