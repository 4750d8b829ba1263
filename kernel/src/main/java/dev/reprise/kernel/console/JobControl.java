package dev.reprise.kernel.console;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.kernel.signal.Signals;
import dev.reprise.linux.Errno;

/** Whose controlling terminal a terminal is, and which process group gets its signals. */
public final class JobControl {
  /** What {@link #ioctl} answers to requests which are not about job control. */
  public static final long OTHER = Long.MAX_VALUE;

  private static final int TIOCSCTTY = 0x540E;
  private static final int TIOCGPGRP = 0x540F;
  private static final int TIOCSPGRP = 0x5410;
  private static final int TIOCNOTTY = 0x5422;
  private static final int TIOCGSID = 0x5429;

  private int session;
  private int foreground;

  /** The session whose controlling terminal it is, or 0. */
  public int session() {
    return session;
  }

  /** The process group which gets the terminal's signals, or 0. */
  public int foreground() {
    return foreground;
  }

  /** The terminal belongs to the session of a process, and its group is in the foreground. */
  public void take(GuestProcess leader) {
    session = leader.sid();
    foreground = leader.pgid();
  }

  /** The terminal belongs to nobody. */
  public void release() {
    session = 0;
    foreground = 0;
  }

  /**
   * Answers ioctl(2).
   *
   * @param anybody whether processes of other sessions may ask too, as on a master
   */
  public long ioctl(Call call, boolean anybody) {
    return switch (call.intArg(1)) {
      case TIOCGPGRP -> number(call, foreground, anybody);
      case TIOCGSID -> number(call, session, anybody);
      case TIOCSPGRP -> setForeground(call, anybody);
      case TIOCSCTTY -> takeAsControlling(call);
      case TIOCNOTTY -> giveUp(call);
      default -> OTHER;
    };
  }

  /**
   * What a process hears that reads from its terminal, or changes it, from the background: its
   * group gets SIGTTIN or SIGTTOU and the call begins again, unless nobody would continue it.
   *
   * @return 0 when it may go on, or what the call returns
   */
  public long check(Call call, int signal) {
    GuestProcess process = call.process();
    if (!isControlling(call) || foreground == 0 || process.pgid() == foreground) {
      return 0;
    }
    Signals signals = call.kernel().signals();
    if (signals.isRefused(call.task(), signal)) {
      return signal == Sig.TTIN ? -Errno.EIO : 0;
    }
    if (call.kernel().processes().jobs().isOrphaned(process.pgid(), null)) {
      return -Errno.EIO;
    }
    signals.toGroup(process.pgid(), SignalInfo.fromKernel(signal));
    return -Errno.ERESTARTSYS;
  }

  /** The leader of the session has ended: its terminal is nobody's, and the foreground is told. */
  public void leaderEnds(Kernel kernel) {
    kernel.signals().toGroup(foreground, SignalInfo.fromKernel(Sig.HUP));
    release();
  }

  private boolean isControlling(Call call) {
    return session != 0 && session == call.process().sid();
  }

  private long number(Call call, int value, boolean anybody) {
    if (!anybody && !isControlling(call)) {
      return -Errno.ENOTTY;
    }
    call.memory().writeInt(call.arg(2), value);
    return 0;
  }

  private long setForeground(Call call, boolean anybody) {
    long refusal = check(call, Sig.TTOU);
    if (refusal != 0) {
      return refusal == -Errno.EIO ? -Errno.ENOTTY : refusal;
    }
    if (!anybody && !isControlling(call)) {
      return -Errno.ENOTTY;
    }
    int pgid = call.memory().readInt(call.arg(2));
    if (pgid < 0) {
      return -Errno.EINVAL;
    }
    for (GuestProcess process : call.kernel().processes().all()) {
      if (process.pgid() == pgid) {
        if (process.sid() != session) {
          return -Errno.EPERM;
        }
        foreground = pgid;
        return 0;
      }
    }
    return -Errno.ESRCH;
  }

  private long takeAsControlling(Call call) {
    GuestProcess process = call.process();
    if (isControlling(call)) {
      return 0;
    }
    if (process.sid() != process.pid() || session != 0) {
      return -Errno.EPERM;
    }
    take(process);
    return 0;
  }

  private long giveUp(Call call) {
    if (!isControlling(call)) {
      return -Errno.ENOTTY;
    }
    if (call.process().sid() == call.process().pid()) {
      int left = foreground;
      release();
      call.kernel().signals().toGroup(left, SignalInfo.fromKernel(Sig.HUP));
      call.kernel().signals().toGroup(left, SignalInfo.fromKernel(Sig.CONT));
    }
    return 0;
  }
}
