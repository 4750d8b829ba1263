package dev.reprise.engine;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.util.Set;

/**
 * The resource limits that a run inherits from whoever started it.
 *
 * <p>The guest is told of limits of its own. Where it is told of none, a soft limit of the host's
 * would still end its calls, as {@code ulimit -S -f} in the user's shell does. The hard ones are
 * the host's last word.
 */
final class InheritedLimits {
  private static final int RESOURCES = 16;
  private static final int HARD = 8;

  /** The stack, core files and descriptors, which have values of the guest's own. */
  private static final Set<Integer> SET_ELSEWHERE = Set.of(3, 4, 7);

  private InheritedLimits() {}

  /** Raises the soft limits of a process to the hard ones. */
  static void raise(Tracee tracee, long scratch) {
    NativeBuffer limit = new NativeBuffer(2 * Long.BYTES);
    for (int resource = 0; resource < RESOURCES; resource++) {
      // Asking from here costs no stop of the tracee, and most limits are equal.
      boolean known = Linux.call(Nr.PRLIMIT64, tracee.tgid(), resource, 0, limit.address()) == 0;
      long hard = limit.getLong(HARD);
      if (known && limit.getLong(0) != hard && !SET_ELSEWHERE.contains(resource)) {
        limit.putLong(0, hard);
        byte[] both = new byte[2 * Long.BYTES];
        limit.get(0, both, 0, both.length);
        tracee.memory().write(scratch, both, 0, both.length);
        tracee.require("raising a limit", Nr.PRLIMIT64, 0, resource, scratch, 0, 0);
      }
    }
  }
}
