package dev.reprise.engine;

import dev.reprise.RunControl;
import dev.reprise.kernel.Outside;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What somebody outside wants of a run that is under way: a limit on real time, or the user's
 * signals.
 *
 * <p>{@link #signal} and {@link #expire} may be called from any thread; they bring all guests that
 * run back to the tracer. A guest whose call the host executes is let finish it, for such calls do
 * not wait; but one that was allowed by the user may, and is then woken. The other methods belong
 * to the run's thread.
 */
final class Interruption implements Outside, RunControl.Target, AutoCloseable {
  private static final long PATIENCE_MILLIS = 500;
  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int SIGSTOP = 19;

  private final Queue<Integer> signals = new ArrayDeque<>();
  private boolean expired;
  private boolean killed;
  private boolean wasIgnored;
  private volatile boolean requested;
  private final List<Running> running = new ArrayList<>();

  /** The one of them for which the tracer waits. */
  private volatile @Nullable Running awaited;

  private int executingTid;
  private int executingTgid;
  private boolean executing;
  private @Nullable Thread waker;
  private final StallTimer stallTimer = new StallTimer(this::stopAwaited);

  /**
   * A guest thread on its way to its next event; others than its owner keep it for its way only.
   */
  static final class Running {
    private int tgid;
    private int tid;
    private boolean isUnderWay;
    private boolean sent;
    private boolean wanted;
  }

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
    for (Running thread : running) {
      thread.wanted = true;
      stop(thread);
    }
    if (waker == null) {
      waker = Thread.ofPlatform().name("reprise-waker").daemon().start(this::wake);
    }
  }

  private synchronized void stopAwaited() {
    Running thread = awaited;
    if (thread != null && thread.isUnderWay) {
      stop(thread);
    }
  }

  /** Brings a guest back to the tracer; once is enough. */
  private void stop(Running thread) {
    if (!thread.sent) {
      thread.sent = true;
      Linux.call(Nr.TGKILL, thread.tgid, thread.tid, SIGSTOP);
    }
  }

  /** Ends calls which the host executes for so long that they must be waiting. */
  private void wake() {
    try {
      while (true) {
        Thread.sleep(PATIENCE_MILLIS);
        synchronized (this) {
          if (requested && executing) {
            Linux.call(Nr.TGKILL, executingTgid, executingTid, SIGSTOP);
          }
        }
      }
    } catch (InterruptedException runIsOver) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (waker != null) {
      waker.interrupt();
    }
  }

  /** Who brings back a guest that makes no event for long. */
  StallTimer stallTimer() {
    return stallTimer;
  }

  @Override
  public void awaits(Patience patience) {
    stallTimer.begin(patience);
  }

  @Override
  public void lookedAt(Task task, boolean spins, boolean smallLoop) {
    stallTimer.lookedAt(task, spins, smallLoop);
  }

  /** Whether somebody waits for the kernel to look here. */
  boolean isRequested() {
    return requested;
  }

  /** Whether the run is ended by the limit on real time, and not by the user. */
  synchronized boolean isExpired() {
    return expired;
  }

  /** Nobody would ever act on a key that is ignored, so that its second time ends the run. */
  @Override
  public synchronized void ignored(int signal) {
    if (signal == SIGINT) {
      killed |= wasIgnored;
      wasIgnored = true;
      requested |= killed;
    }
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

  /**
   * A guest thread is about to run.
   *
   * @return whether it may
   */
  synchronized boolean runs(Running thread, int tgid, int tid) {
    if (requested) {
      return false;
    }
    thread.tgid = tgid;
    thread.tid = tid;
    thread.sent = false;
    thread.wanted = false;
    thread.isUnderWay = true;
    running.add(thread);
    return true;
  }

  /** The tracer waits for a guest thread that runs. */
  void awaits(Running thread) {
    awaited = thread;
  }

  /** The host executes a call in a stopped guest. */
  synchronized void executing(int tgid, int tid) {
    executingTgid = tgid;
    executingTid = tid;
    executing = true;
  }

  /** The call is done. */
  synchronized void executed() {
    executing = false;
  }

  /**
   * Whether a guest thread was brought back for somebody outside, who may have been looked after
   * before it arrived.
   */
  synchronized boolean isWanted(Running thread) {
    return thread.wanted;
  }

  /** A guest thread has stopped; returns whether a stop signal was sent to it meanwhile. */
  synchronized boolean stopped(Running thread) {
    thread.isUnderWay = false;
    running.remove(thread);
    return thread.sent;
  }
}
