package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.linux.Errno;

/** Waiting for a socket, at most for its timeout (SO_RCVTIMEO, SO_SNDTIMEO). */
final class Waits {
  private Waits() {}

  /** Waits; when the timeout passes or a signal comes, what was done so far is the result. */
  static long await(
      Call call, Progress progress, long timeoutNanos, String reason, WaitQueue... queues) {
    return await(call, progress, timeoutNanos, Errno.EAGAIN, reason, queues);
  }

  /** As above; a wait that was too long ends with the given error. */
  static long await(
      Call call,
      Progress progress,
      long timeoutNanos,
      int timeoutError,
      String reason,
      WaitQueue... queues) {
    if (progress.deadlineNanos < 0) {
      long deadline = call.kernel().clock().monotonicNanos() + timeoutNanos;
      progress.deadlineNanos = timeoutNanos == Call.NEVER || deadline < 0 ? Call.NEVER : deadline;
    }
    boolean endless = progress.deadlineNanos == Call.NEVER;
    if (!endless && call.expired(progress.deadlineNanos)) {
      return progress.bytes > 0 ? progress.bytes : -timeoutError;
    }
    long result = call.block(reason, progress.deadlineNanos, queues);
    if (result != -Errno.ERESTARTSYS) {
      return result;
    }
    if (progress.bytes > 0) {
      return progress.bytes;
    }
    return endless ? result : -Errno.EINTR;
  }
}
