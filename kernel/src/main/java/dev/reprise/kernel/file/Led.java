package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/** Executes calls on paths; where the host misses what only we have on the way, by another path. */
final class Led {
  /** One attempt on a real path. */
  @FunctionalInterface
  interface Attempt {
    long on(Target target);
  }

  private Led() {}

  /**
   * Executes a call on a real path.
   *
   * @return the host's result
   */
  static long execute(
      Call call, Files files, Target target, boolean follow, int slot, Attempt attempt) {
    long result = attempt.on(target);
    // The way that was judged for a user who is not root is the only one.
    if (result != -Errno.ENOENT || !Who.of(call).overrides()) {
      return result;
    }
    Target led = files.paths().throughLinks(call, target, follow, slot);
    if (led != null && led.node() == null) {
      return attempt.on(led);
    }
    return result;
  }

  /**
   * A target which the host has to have; nothing can be changed beneath synthetic directories.
   *
   * @param slot of scratch memory for a path
   */
  static Target real(Call call, Files files, Target target, int slot) {
    if (Replacement.isFor(files, target)) {
      return Replacement.of(call, files, target, slot);
    }
    if (target.node() != null) {
      throw new SyscallError(Errno.EPERM);
    }
    return target;
  }

  /** A target for a new name; a synthetic file is there already. */
  static Target free(Target target) {
    if (target.node() != null) {
      throw new SyscallError(Errno.EEXIST);
    }
    return target;
  }
}
