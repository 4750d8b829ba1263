package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a file from outside before the guest is made to execute its call: programs
 * look for most files in several places, and a call which finds nothing need not be executed.
 *
 * @param error {@code -errno} when the host has no such file; 0 when it has, or does not tell
 * @param host what it tells of the file, or null
 */
record FirstLook(long error, @Nullable HostStat host) {
  private static final FirstLook NOT_TAKEN = new FirstLook(0, null);

  static FirstLook at(Call call, Target target, boolean follow) {
    GuestThread thread = call.task().thread();
    if (thread.executesFast()) {
      return NOT_TAKEN;
    }
    byte[] raw = new byte[HostStat.SIZE];
    long result = thread.statFile(target.dirfd(), target.given(), target.address(), follow, raw);
    if (result == GuestThread.NOT_FROM_OUTSIDE) {
      return NOT_TAKEN;
    }
    return result < 0 ? new FirstLook(result, null) : new FirstLook(0, HostStat.parse(raw));
  }
}
