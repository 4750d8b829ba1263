package dev.reprise.kernel.socket;

/** How far a call on a socket has come which waits: it survives the call's retries. */
final class Progress {
  /** Bytes of the present message. */
  int bytes;

  /** Messages of sendmmsg(2) and recvmmsg(2) which are done. */
  int messages;

  /** When the call gives up, in monotonic nanoseconds; negative as long as it has not waited. */
  long deadlineNanos = -1;

  /** Whether this very call began the connection that it waits for. */
  boolean connecting;
}
