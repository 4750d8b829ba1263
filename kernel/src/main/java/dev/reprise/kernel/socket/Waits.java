package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.linux.Errno;

/** Waiting for a socket, at most for its timeout (SO_RCVTIMEO, SO_SNDTIMEO). */
final class Waits {
  private Waits() {}

  /** Waits; when the timeout passes or a signal comes, what was done so far is the result. */
  static long await(
      Call call, SocketEnd socket, Progress progress, long timeoutNanos, String reason) {
    if (progress.deadlineNanos < 0) {
      long deadline = call.kernel().clock().monotonicNanos() + timeoutNanos;
      progress.deadlineNanos = timeoutNanos == Call.NEVER || deadline < 0 ? Call.NEVER : deadline;
    }
    boolean endless = progress.deadlineNanos == Call.NEVER;
    if (!endless && call.expired(progress.deadlineNanos)) {
      return progress.bytes > 0 ? progress.bytes : -Errno.EAGAIN;
    }
    long result = call.block(reason, progress.deadlineNanos, socket.readinessChanged());
    if (result != -Errno.ERESTARTSYS) {
      return result;
    }
    if (progress.bytes > 0) {
      return progress.bytes;
    }
    return endless ? result : -Errno.EINTR;
  }
}
