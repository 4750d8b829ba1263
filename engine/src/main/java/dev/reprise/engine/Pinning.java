package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.util.BitSet;

/** Keeps the calling thread, and the guest which it starts, on chosen cores. */
final class Pinning {
  private static final int MASK_BYTES = 128;
  private static final int CLONE_FS = 0x200;

  private Pinning() {}

  /** Makes the calling thread a run's: on its cores, with a umask of its own if so wished. */
  static void apply(Conditions conditions) {
    if (conditions.cores() != Cores.ALL) {
      pin(conditions.cores());
    }
    if (conditions.umask() >= 0) {
      // The thread leaves what the JVM's threads share, so that its umask is its own.
      Linux.call(Nr.UNSHARE, CLONE_FS);
      Linux.call(Nr.UMASK, conditions.umask());
    }
  }

  /** Where the host forbids it, everything works as before, only slower. */
  private static void pin(Cores cores) {
    NativeBuffer buffer = new NativeBuffer(MASK_BYTES);
    if (Linux.call(Nr.GETCPU, buffer.address()) != 0) {
      return;
    }
    int core = buffer.getInt(0);
    if (cores == Cores.NEXT) {
      core = next(core, buffer);
    }
    byte[] mask = new byte[MASK_BYTES];
    mask[core / 8] = (byte) (1 << core % 8);
    buffer.put(0, mask, 0, MASK_BYTES);
    Linux.call(Nr.SCHED_SETAFFINITY, 0, MASK_BYTES, buffer.address());
  }

  /** The allowed core after this one, which is the same where there is only one. */
  private static int next(int core, NativeBuffer buffer) {
    long length = Linux.call(Nr.SCHED_GETAFFINITY, 0, MASK_BYTES, buffer.address());
    if (length <= 0) {
      return core;
    }
    byte[] mask = new byte[(int) length];
    buffer.get(0, mask, 0, mask.length);
    BitSet allowed = BitSet.valueOf(mask);
    int later = allowed.nextSetBit(core + 1);
    return later >= 0 ? later : allowed.nextSetBit(0);
  }
}
