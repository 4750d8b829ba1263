package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** wait4. */
public final class WaitCalls {
  private static final int WNOHANG = 1;

  private final Kernel kernel;

  public WaitCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.WAIT4, this::wait4);
  }

  private long wait4(Call call) {
    GuestProcess self = call.process();
    int which = call.intArg(0);
    boolean any = false;
    GuestProcess found = null;
    for (GuestProcess child : self.children()) {
      if (matches(self, child, which)) {
        any = true;
        if (child.isExited()) {
          found = child;
          break;
        }
      }
    }
    if (found != null) {
      return collect(call, found);
    }
    if (!any) {
      return -Errno.ECHILD;
    }
    if ((call.arg(2) & WNOHANG) != 0) {
      return 0;
    }
    return call.block("wait for child " + which, Call.NEVER, self.childChanges());
  }

  private static boolean matches(GuestProcess self, GuestProcess child, int which) {
    if (which > 0) {
      return child.pid() == which;
    }
    if (which == -1) {
      return true;
    }
    return child.pgid() == (which == 0 ? self.pgid() : -which);
  }

  private long collect(Call call, GuestProcess child) {
    if (call.arg(1) != 0) {
      call.memory().writeInt(call.arg(1), child.waitStatus());
    }
    if (call.arg(3) != 0) {
      byte[] usage = new byte[144];
      long nanos = child.events() * VirtualClock.EVENT_NANOS;
      dev.reprise.kernel.Bytes.putLong(usage, 0, nanos / 1_000_000_000);
      dev.reprise.kernel.Bytes.putLong(usage, 8, nanos % 1_000_000_000 / 1000);
      call.memory().write(call.arg(3), usage);
    }
    kernel.processes().reap(child);
    return child.pid();
  }
}
