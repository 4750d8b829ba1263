package dev.reprise.kernel.lock;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** flock. */
public final class FlockCalls {
  private static final int LOCK_SH = 1;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int LOCK_UN = 8;
  private static final int O_PATH = 0x200000;

  private final Locks locks;

  private FlockCalls(Locks locks) {
    this.locks = locks;
  }

  /** Registers the calls on locks. */
  public static void register(Kernel kernel, Handlers handlers) {
    handlers.on(Nr.FLOCK, new FlockCalls(kernel.locks())::flock);
    kernel.descriptors().setLocks(new RangeLockCalls(kernel.locks()));
  }

  private long flock(Call call) {
    int operation = call.intArg(1) & ~LOCK_NB;
    if (operation != LOCK_SH && operation != LOCK_EX && operation != LOCK_UN) {
      return -Errno.EINVAL;
    }
    OpenFile file = call.process().files().require(call.intArg(0));
    if ((file.flags() & O_PATH) != 0) {
      return -Errno.EBADF;
    }
    LockList list = locks.whole(Locks.key(call, file, call.intArg(0)));
    RangeLock wanted = new RangeLock(file, -1, operation == LOCK_EX, 0, Long.MAX_VALUE);
    if (operation == LOCK_UN) {
      list.unlock(file, 0, Long.MAX_VALUE);
      return 0;
    }
    if (list.conflict(wanted) == null) {
      list.set(wanted);
      return 0;
    }
    // A conversion is not atomic: the old lock is given back before the new one is waited for.
    list.unlock(file, 0, Long.MAX_VALUE);
    if ((call.intArg(1) & LOCK_NB) != 0) {
      return -Errno.EAGAIN;
    }
    return call.block("lock of " + file.name(), Call.NEVER, list.changed());
  }
}
