package dev.reprise.kernel.identity;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.kernel.time.VirtualClock;

/** RLIMIT_CPU: a process that uses too much of the virtual CPU is warned, and then killed. */
public final class CpuTimeLimit {
  private static final int RESOURCE = 0;
  private static final long EVENTS_PER_SECOND = 1_000_000_000L / VirtualClock.EVENT_NANOS;

  private CpuTimeLimit() {}

  /** Whether a process has a limit. */
  public static boolean isSet(GuestProcess process) {
    return process.limits().soft(RESOURCE) != Limits.INFINITY;
  }

  /** Looks whether an event of a process was one too many: SIGXCPU each second, then SIGKILL. */
  public static void check(Kernel kernel, GuestProcess process) {
    Limits limits = process.limits();
    long soft = limits.soft(RESOURCE);
    if (soft == Limits.INFINITY) {
      return;
    }
    long seconds = process.events() / EVENTS_PER_SECOND;
    if (Long.compareUnsigned(seconds, limits.hard(RESOURCE)) >= 0) {
      kernel.signals().toProcess(process, SignalInfo.fromKernel(Sig.KILL));
    } else if (Long.compareUnsigned(seconds, Math.max(soft, 1)) >= 0) {
      // As Linux does: the soft limit moves on by a second, so that the warning comes again.
      limits.set(RESOURCE, seconds + 1, limits.hard(RESOURCE));
      kernel.signals().toProcess(process, SignalInfo.fromKernel(Sig.XCPU));
    }
  }
}
