package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.util.BitSet;

/**
 * Keeps the calling thread, and the guest which it starts, on chosen cores.
 *
 * <p>Tracer and guest share one, for a stop costs a fraction of one across cores there. A thread
 * that computes while others are served may be let go elsewhere.
 */
final class Pinning {
  private static final int MASK_BYTES = 128;
  private static final int CLONE_FS = 0x200;

  /**
   * The mask of all cores that this process may use, that of the one chosen, and that of the
   * others.
   */
  private final NativeBuffer masks = new NativeBuffer(3 * MASK_BYTES);

  private final TracerClock clock = new TracerClock();
  private final BitSet allowed = new BitSet();
  private boolean pinned;

  private Pinning() {}

  /** Makes the calling thread a run's: on its cores, with a umask of its own if so wished. */
  static Pinning apply(Conditions conditions) {
    Pinning pinning = new Pinning();
    pinning.findAllowed();
    if (conditions.cores() != Cores.ALL) {
      pinning.pin(conditions.cores());
    }
    if (conditions.umask() >= 0) {
      // The thread leaves what the JVM's threads share, so that its umask is its own.
      Linux.call(Nr.UNSHARE, CLONE_FS);
      Linux.call(Nr.UMASK, conditions.umask());
    }
    return pinning;
  }

  /** The clock of the thread. */
  TracerClock clock() {
    return clock;
  }

  /** Whether there is more than one core for the run. */
  boolean hasSeveralCores() {
    return allowed.cardinality() > 1;
  }

  /** Lets a thread run on any core. */
  void release(int tid) {
    set(tid, masks.address());
  }

  /** Keeps a thread away from the tracer's core. */
  void keepApart(int tid) {
    set(tid, masks.address() + 2 * MASK_BYTES);
  }

  /** Takes a thread back to the tracer's core. */
  void takeBack(int tid) {
    set(tid, masks.address() + MASK_BYTES);
  }

  private void set(int tid, long mask) {
    if (pinned && hasSeveralCores()) {
      Linux.call(Nr.SCHED_SETAFFINITY, tid, MASK_BYTES, mask);
    }
  }

  private void findAllowed() {
    long length = Linux.call(Nr.SCHED_GETAFFINITY, 0, MASK_BYTES, masks.address());
    if (length > 0) {
      byte[] mask = new byte[(int) length];
      masks.get(0, mask, 0, mask.length);
      allowed.or(BitSet.valueOf(mask));
    }
  }

  /** Where the host forbids it, everything works as before, only slower. */
  private void pin(Cores cores) {
    NativeBuffer present = new NativeBuffer(Integer.BYTES);
    if (Linux.call(Nr.GETCPU, present.address()) != 0) {
      return;
    }
    int core = present.getInt(0);
    if (cores == Cores.NEXT) {
      core = next(core);
    }
    byte[] mask = new byte[MASK_BYTES];
    mask[core / 8] = (byte) (1 << core % 8);
    masks.put(MASK_BYTES, mask, 0, MASK_BYTES);
    BitSet others = (BitSet) allowed.clone();
    others.clear(core);
    byte[] rest = others.toByteArray();
    masks.put(2 * MASK_BYTES, rest, 0, rest.length);
    pinned = Linux.call(Nr.SCHED_SETAFFINITY, 0, MASK_BYTES, masks.address() + MASK_BYTES) == 0;
  }

  /** The allowed core after this one, which is the same where there is only one. */
  private int next(int core) {
    int later = allowed.nextSetBit(core + 1);
    return later >= 0 ? later : Math.max(0, allowed.nextSetBit(0));
  }
}
