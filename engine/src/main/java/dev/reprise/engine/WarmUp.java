package dev.reprise.engine;

import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;

/**
 * Initializes, on a thread of its own, what every run needs and what takes the JVM tens of
 * milliseconds at first use: calls of the host, the table of calls and the digest.
 *
 * <p>Whoever needs one of them earlier waits for its class, as for any class that another thread
 * initializes, so that nothing depends on how far the thread has come.
 */
public final class WarmUp {
  private WarmUp() {}

  /** Starts the thread. */
  public static void start() {
    Thread.ofPlatform().name("reprise-warm-up").daemon().start(WarmUp::initialize);
  }

  private static void initialize() {
    Linux.call(Nr.GETPID);
    EventLog.newDigest();
    SyscallTable.standard();
  }
}
