package dev.reprise.kernel.process;

import dev.reprise.kernel.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others are told of a process: stops, continuations and its end. */
public final class JobState {
  /** Codes of SIGCHLD, as in {@code si_code}. */
  public static final int CLD_EXITED = 1;

  public static final int CLD_KILLED = 2;
  public static final int CLD_DUMPED = 3;
  public static final int CLD_STOPPED = 5;
  public static final int CLD_CONTINUED = 6;

  private int stopSignal;
  private boolean stopping;
  private boolean stopUnreported;
  private boolean continueUnreported;
  private int parentDeathSignal;
  private @Nullable Task parentThread;
  private int lostForeground;
  private final List<PidFd> watchers = new ArrayList<>();

  /** Whether the process is stopped by a signal. */
  public boolean isStopped() {
    return stopSignal != 0 && !stopping;
  }

  /** Whether a signal stops it, and some of its threads have to end their waits first. */
  boolean isStopping() {
    return stopping;
  }

  /** The signal which stopped it or is about to, or 0. */
  public int stopSignal() {
    return stopSignal;
  }

  void stopping(int signal) {
    stopSignal = signal;
    stopping = true;
  }

  void stopped() {
    stopping = false;
    stopUnreported = true;
    continueUnreported = false;
  }

  void resumed() {
    continueUnreported = !stopping;
    stopping = false;
    stopSignal = 0;
    stopUnreported = false;
  }

  /** Whether the parent can be told of a stop by wait4(2) with WUNTRACED. */
  boolean hasStopToReport() {
    return stopUnreported;
  }

  /** Whether the parent can be told of a continuation by wait4(2) with WCONTINUED. */
  boolean hasContinueToReport() {
    return continueUnreported;
  }

  void stopReported() {
    stopUnreported = false;
  }

  void continueReported() {
    continueUnreported = false;
  }

  /** The signal which the process wants when its parent ends, or 0. */
  public int parentDeathSignal() {
    return parentDeathSignal;
  }

  public void setParentDeathSignal(int signal) {
    parentDeathSignal = signal;
  }

  /** The group in the foreground of the session's terminal when that hung up, or 0. */
  public int lostForeground() {
    return lostForeground;
  }

  public void setLostForeground(int group) {
    lostForeground = group;
  }

  /** The thread whose end counts as the parent's: that which made the process, or its heir. */
  @Nullable Task parentThread() {
    return parentThread;
  }

  void setParentThread(@Nullable Task thread) {
    parentThread = thread;
  }

  /** Descriptors which tell of the process's end. */
  List<PidFd> watchers() {
    return watchers;
  }

  void tellWatchers() {
    for (PidFd watcher : List.copyOf(watchers)) {
      watcher.changed(PidFd.READABLE);
    }
  }
}
