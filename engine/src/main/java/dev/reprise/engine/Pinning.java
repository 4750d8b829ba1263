package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;

/**
 * Keeps the calling thread, and the guest which it starts, on one core.
 *
 * <p>A stop between a tracee and a tracer on the same core costs a fifth of one across cores.
 */
final class Pinning {
  private static final int MASK_BYTES = 128;
  private static final int CLONE_FS = 0x200;

  private Pinning() {}

  /** Makes the calling thread a run's: on one core, with a umask of its own if so wished. */
  static void apply(Conditions conditions) {
    NativeBuffer buffer = new NativeBuffer(MASK_BYTES + 8);
    int cpu = conditions.core();
    if (cpu < 0 && Linux.call(Nr.GETCPU, buffer.address() + MASK_BYTES) == 0) {
      cpu = buffer.getInt(MASK_BYTES);
    }
    if (cpu >= 0) {
      buffer.putByte(cpu / 8, (byte) (1 << cpu % 8));
      // Where the host forbids it, everything works as before, only slower.
      Linux.call(Nr.SCHED_SETAFFINITY, 0, MASK_BYTES, buffer.address());
    }
    if (conditions.umask() >= 0) {
      // The thread leaves what the JVM's threads share, so that its umask is its own.
      Linux.call(Nr.UNSHARE, CLONE_FS);
      Linux.call(Nr.UMASK, conditions.umask());
    }
  }
}
