package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;

/**
 * Brings a running guest back to the tracer at somebody else's wish: a limit on real time.
 *
 * <p>{@link #request} may be called from any thread; the other methods belong to the run's thread.
 */
final class Interruption {
  private static final int SIGSTOP = 19;

  private volatile boolean requested;
  private volatile int runningTid;
  private volatile int runningTgid;

  /** Ends the guest's present turn, even when it runs in circles without a system call. */
  synchronized void request() {
    requested = true;
    if (runningTid != 0) {
      Linux.call(Nr.TGKILL, runningTgid, runningTid, SIGSTOP);
    }
  }

  boolean isRequested() {
    return requested;
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
