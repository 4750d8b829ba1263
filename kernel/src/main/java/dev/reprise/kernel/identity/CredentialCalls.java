package dev.reprise.kernel.identity;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** getgroups, setgroups, capget and capset. */
public final class CredentialCalls {
  private static final int MOST_GROUPS = 65_536;

  /** Versions of the capability calls: one word of each set, or two. */
  private static final int VERSION_1 = 0x19980330;

  private static final int VERSION_2 = 0x20071026;
  private static final int VERSION_3 = 0x20080522;

  private final Kernel kernel;

  public CredentialCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.GETGROUPS, CredentialCalls::getgroups);
    handlers.on(Nr.SETGROUPS, CredentialCalls::setgroups);
    handlers.on(Nr.CAPGET, this::capget);
    handlers.on(Nr.CAPSET, CredentialCalls::capset);
  }

  private static long getgroups(Call call) {
    int[] groups = call.task().credentials().groups();
    int size = call.intArg(0);
    if (size < 0 || (size > 0 && size < groups.length)) {
      return -Errno.EINVAL;
    }
    for (int i = 0; size > 0 && i < groups.length; i++) {
      call.memory().writeInt(call.arg(1) + 4L * i, groups[i]);
    }
    return groups.length;
  }

  private static long setgroups(Call call) {
    Credentials credentials = call.task().credentials();
    if (!credentials.isCapable(Capability.SETGID)) {
      return -Errno.EPERM;
    }
    int size = call.intArg(0);
    if (size < 0 || size > MOST_GROUPS) {
      return -Errno.EINVAL;
    }
    byte[] list = call.memory().read(call.arg(1), 4 * size);
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] = Bytes.getInt(list, 4 * i);
    }
    credentials.setGroups(groups);
    return 0;
  }

  /** How many 32-bit words a set has in this version; an unknown one is told ours. */
  private static int words(Call call) {
    int version = call.memory().readInt(call.arg(0));
    if (version == VERSION_1) {
      return 1;
    }
    if (version == VERSION_2 || version == VERSION_3) {
      return 2;
    }
    call.memory().writeInt(call.arg(0), VERSION_3);
    throw new SyscallError(call.nr() == Nr.CAPGET && call.arg(1) == 0 ? 0 : Errno.EINVAL);
  }

  private long capget(Call call) {
    int words = words(call);
    int pid = call.memory().readInt(call.arg(0) + 4);
    if (pid < 0) {
      return -Errno.EINVAL;
    }
    Task task = pid == 0 ? call.task() : kernel.processes().task(pid);
    if (task == null) {
      return -Errno.ESRCH;
    }
    if (call.arg(1) == 0) {
      return 0;
    }
    Credentials credentials = task.credentials();
    long[] sets = {credentials.effective(), credentials.permitted(), credentials.inheritable()};
    byte[] data = new byte[12 * words];
    for (int i = 0; i < 3 * words; i++) {
      Bytes.putInt(data, 4 * i, (int) (sets[i % 3] >>> 32 * (i / 3)));
    }
    call.memory().write(call.arg(1), data);
    return 0;
  }

  private static long capset(Call call) {
    int words = words(call);
    int pid = call.memory().readInt(call.arg(0) + 4);
    if (pid != 0 && pid != call.task().tid()) {
      return -Errno.EPERM;
    }
    byte[] data = call.memory().read(call.arg(1), 12 * words);
    long[] sets = new long[3];
    for (int i = 0; i < 3 * words; i++) {
      sets[i % 3] |= (Bytes.getInt(data, 4 * i) & 0xffff_ffffL) << 32 * (i / 3) & Capability.ALL;
    }
    Credentials credentials = call.task().credentials();
    long effective = sets[0];
    long permitted = sets[1];
    long mayInherit = credentials.inheritable() | credentials.permitted();
    boolean free = credentials.isCapable(Capability.SETPCAP);
    if ((effective & ~permitted) != 0
        || (permitted & ~credentials.permitted()) != 0
        || (!free && (sets[2] & ~mayInherit) != 0)
        || (sets[2] & ~(credentials.inheritable() | credentials.bounding())) != 0) {
      return -Errno.EPERM;
    }
    credentials.setCapabilities(effective, permitted, sets[2]);
    return 0;
  }
}
