package dev.reprise.kernel.signal;

/** The signal state of a thread. */
public final class TaskSignals {
  private final PendingSignals pending = new PendingSignals();
  private long mask;
  private long savedMask;
  private boolean maskIsTemporary;
  private long awaited;
  private boolean notified;
  private boolean stopping;
  private AltStack altStack = AltStack.NONE;
  private TrapState trap = TrapState.NONE;

  /** Blocked signals: bit {@code n - 1} is signal n. */
  public long mask() {
    return mask;
  }

  /** What a new thread or process inherits; {@code keepStack} also the alternate stack. */
  public void inherit(TaskSignals parent, boolean keepStack) {
    mask = parent.maskIsTemporary ? parent.savedMask : parent.mask;
    altStack = keepStack ? parent.altStack : AltStack.NONE;
  }

  /** A new program runs: its stack is another. */
  void resetStack() {
    altStack = AltStack.NONE;
  }

  void setMask(long newMask) {
    mask = newMask & ~Sig.UNBLOCKABLE;
  }

  /** Replaces the mask until the call has ended; what was before is kept once. */
  void replaceMask(long temporary) {
    if (!maskIsTemporary) {
      savedMask = mask;
      maskIsTemporary = true;
    }
    setMask(temporary);
  }

  boolean hasTemporaryMask() {
    return maskIsTemporary;
  }

  /** The mask to which a handler returns. */
  long maskToRestore() {
    return maskIsTemporary ? savedMask : mask;
  }

  /** The temporary mask has done its work: a handler's frame holds the one before it. */
  void forgetTemporaryMask() {
    maskIsTemporary = false;
  }

  /** The signals which are pending for this thread, as a mask. */
  public long pendingMask() {
    return pending.mask();
  }

  PendingSignals pending() {
    return pending;
  }

  /** Blocked signals for which the thread waits in rt_sigtimedwait(2). */
  long awaited() {
    return awaited;
  }

  void setAwaited(long signals) {
    awaited = signals;
  }

  /**
   * Whether the thread is to look at pending signals. Of several threads that could take a signal
   * of their process, only one is told, as on Linux.
   */
  boolean isNotified() {
    return notified;
  }

  void setNotified(boolean value) {
    notified = value;
  }

  /** Whether its process is being stopped, and the thread has to end its wait first. */
  boolean isStopping() {
    return stopping;
  }

  /** Says whether the thread is to stop as soon as it has ended its wait. */
  public void setStopping(boolean value) {
    stopping = value;
  }

  AltStack altStack() {
    return altStack;
  }

  void setAltStack(AltStack stack) {
    altStack = stack;
  }

  TrapState trap() {
    return trap;
  }

  void setTrap(TrapState state) {
    trap = state;
  }
}
