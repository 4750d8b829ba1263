package dev.reprise.kernel.process;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.signal.Sig;
import org.jspecify.annotations.Nullable;

/**
 * What somebody waits for: which children, and which changes of theirs.
 *
 * @param group whether {@code id} is a process group's
 * @param id a process or a group, or {@link #ANY}
 * @param options W flags
 */
record ChildWait(boolean group, int id, int options) {
  static final int ANY = -1;

  static final int NOHANG = 1;
  static final int STOPPED = 2;
  static final int EXITED = 4;
  static final int CONTINUED = 8;
  static final int NOWAIT = 0x0100_0000;
  static final int NOTHREAD = 0x2000_0000;
  static final int ALL = 0x4000_0000;
  static final int CLONE = 0x8000_0000;

  /**
   * A change of a child.
   *
   * @param code CLD_EXITED and so on
   * @param status the exit code or the signal
   */
  record Change(GuestProcess child, int code, int status) {
    /** The status as wait4(2) tells it. */
    int waitStatus() {
      return switch (code) {
        case JobState.CLD_STOPPED -> status << 8 | 0x7f;
        case JobState.CLD_CONTINUED -> 0xffff;
        default -> child.waitStatus();
      };
    }
  }

  boolean has(int option) {
    return (options & option) != 0;
  }

  /** Whether any child can ever be what is waited for. */
  boolean hasCandidate(GuestProcess parent) {
    for (GuestProcess child : parent.children()) {
      if (matches(child)) {
        return true;
      }
    }
    return false;
  }

  /** The first change to report: children in the order of their creation, as on Linux. */
  @Nullable Change find(GuestProcess parent) {
    for (GuestProcess child : parent.children()) {
      Change change = matches(child) ? changeOf(child) : null;
      if (change != null) {
        return change;
      }
    }
    return null;
  }

  private boolean matches(GuestProcess child) {
    if (id != ANY && (group ? child.pgid() : child.pid()) != id) {
      return false;
    }
    boolean ordinary = child.exitSignal() == Sig.CHLD;
    return has(ALL) || ordinary != has(CLONE);
  }

  private @Nullable Change changeOf(GuestProcess child) {
    if (child.isExited()) {
      return has(EXITED) ? exit(child) : null;
    }
    JobState job = child.job();
    if (has(STOPPED) && job.hasStopToReport()) {
      return new Change(child, JobState.CLD_STOPPED, job.stopSignal());
    }
    if (has(CONTINUED) && job.hasContinueToReport()) {
      return new Change(child, JobState.CLD_CONTINUED, Sig.CONT);
    }
    return null;
  }

  private static Change exit(GuestProcess child) {
    int status = child.waitStatus();
    return (status & 0x7f) == 0
        ? new Change(child, JobState.CLD_EXITED, status >> 8 & 0xff)
        : new Change(child, JobState.CLD_KILLED, status & 0x7f);
  }
}
