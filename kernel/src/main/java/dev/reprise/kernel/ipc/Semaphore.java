package dev.reprise.kernel.ipc;

import dev.reprise.kernel.WaitQueue;

/** One semaphore of a set. */
final class Semaphore {
  /** The largest value. */
  static final int MAXIMUM = 32_767;

  private final WaitQueue increase = new WaitQueue();
  private final WaitQueue zero = new WaitQueue();
  private int value;
  private int lastPid;

  int value() {
    return value;
  }

  /** The process which has set it last; 0 when none has. */
  int lastPid() {
    return lastPid;
  }

  /** Changes the value without waking anybody, for an operation that may be taken back. */
  void add(int difference) {
    value += difference;
  }

  void set(int newValue, int pid) {
    value = newValue;
    touched(pid);
  }

  /** An operation of this process has succeeded: whoever waits may try again. */
  void touched(int pid) {
    lastPid = pid;
    wakeAll();
  }

  void wakeAll() {
    increase.wakeAll();
    zero.wakeAll();
  }

  /** Who waits for a larger value. */
  WaitQueue increase() {
    return increase;
  }

  /** Who waits for zero. */
  WaitQueue zero() {
    return zero;
  }
}
