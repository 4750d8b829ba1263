package dev.reprise.kernel.identity;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Limits;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * The limits which the host kernel enforces for us, for it does what they bound: descriptors,
 * memory, sizes of files. All others are numbers which the guest may set and read.
 */
final class HostLimits {
  static final int NOFILE = 7;
  private static final int FSIZE = 1;
  private static final int DATA = 2;
  private static final int STACK = 3;
  private static final int AS = 9;

  static boolean isEnforced(int resource) {
    return switch (resource) {
      case FSIZE, DATA, STACK, NOFILE, AS -> true;
      default -> false;
    };
  }

  /**
   * Sets the host's soft limit, with room for the memory of ours in the process. Its hard limit
   * stays, so that the guest's own rules decide on a later rise; where the host's hard limit is
   * lower than what the guest may have, it holds.
   */
  static void set(Call call, int pid, int resource, long soft) {
    long scratch = call.process().addressSpace().scratch();
    check(call.execute(Nr.PRLIMIT64, pid, resource, 0, scratch));
    byte[] limit = call.memory().read(scratch, 16);
    long hard = Bytes.getLong(limit, 8);
    long wanted =
        switch (resource) {
          case AS -> withHidden(soft, AddressSpace.HIDDEN_END);
          // What can be shared is no data.
          case DATA -> withHidden(soft, AddressSpace.SHARED);
          default -> soft;
        };
    Bytes.putLong(limit, 0, Long.compareUnsigned(wanted, hard) > 0 ? hard : wanted);
    call.memory().write(scratch, limit);
    check(call.execute(Nr.PRLIMIT64, pid, resource, scratch, 0));
  }

  private static long withHidden(long size, long hiddenEnd) {
    long sum = size + hiddenEnd - AddressSpace.HIDDEN_START;
    return Long.compareUnsigned(sum, size) < 0 ? Limits.INFINITY : sum;
  }

  private static void check(long result) {
    if (result < 0 && result != -Errno.ESRCH) {
      throw new IllegalStateException("the host refused a resource limit: " + -result);
    }
  }

  private HostLimits() {}
}
