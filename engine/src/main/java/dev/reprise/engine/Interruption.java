package dev.reprise.engine;

import dev.reprise.RunControl;
import dev.reprise.kernel.Outside;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What somebody outside wants of a run that is under way: a limit on real time, or the user's
 * signals.
 *
 * <p>{@link #signal} and {@link #expire} may be called from any thread; they bring a guest that
 * runs back to the tracer. The other methods belong to the run's thread.
 */
final class Interruption implements Outside, RunControl.Target {
  private static final int SIGKILL = 9;
  private static final int SIGSTOP = 19;

  private final Queue<Integer> signals = new ArrayDeque<>();
  private boolean expired;
  private boolean killed;
  private volatile boolean requested;
  private int runningTid;
  private int runningTgid;

  @Override
  public synchronized void signal(int signal) {
    if (signal == SIGKILL) {
      killed = true;
    } else {
      signals.add(signal);
    }
    request();
  }

  /** The limit on real time is reached. */
  synchronized void expire() {
    expired = true;
    request();
  }

  /** Ends the guest's present turn, even when it runs in circles without a system call. */
  private void request() {
    requested = true;
    if (runningTid != 0) {
      Linux.call(Nr.TGKILL, runningTgid, runningTid, SIGSTOP);
    }
  }

  /** Whether somebody waits for the kernel to look here. */
  boolean isRequested() {
    return requested;
  }

  /** Whether the run is ended by the limit on real time, and not by the user. */
  synchronized boolean isExpired() {
    return expired;
  }

  @Override
  public int takeSignal() {
    if (!requested) {
      return 0;
    }
    synchronized (this) {
      Integer signal = signals.poll();
      requested = expired || killed || !signals.isEmpty();
      return signal == null ? 0 : signal;
    }
  }

  @Override
  public boolean wantsEnd() {
    if (!requested) {
      return false;
    }
    synchronized (this) {
      return expired || killed;
    }
  }

  synchronized boolean running(int tgid, int tid) {
    runningTgid = tgid;
    runningTid = tid;
    return !requested;
  }

  synchronized void stopped() {
    runningTid = 0;
  }
}
