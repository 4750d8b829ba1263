package dev.reprise.kernel.signal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals that were sent and not yet taken. A standard signal is there once at most; real-time ones
 * queue up.
 */
final class PendingSignals {
  private final List<SignalInfo> queue = new ArrayList<>();
  private long mask;

  /** The signals which are in it. */
  long mask() {
    return mask;
  }

  /** How many are in it; those of timers have a place of their own and do not count. */
  int size() {
    int size = 0;
    for (SignalInfo info : queue) {
      size += info.code() == SignalInfo.SI_TIMER ? 0 : 1;
    }
    return size;
  }

  boolean has(int signal) {
    return Sig.has(mask, signal);
  }

  void add(SignalInfo info) {
    queue.add(info);
    mask |= Sig.bit(info.signal());
  }

  /** The one that is next among those of {@code allowed}: see {@link #take}. Not removed. */
  @Nullable SignalInfo peek(long allowed) {
    int signal = next(mask & allowed);
    return signal == 0 ? null : find(signal);
  }

  /**
   * Removes and returns the next among the signals of {@code allowed}: what an instruction raised
   * before all others, then the lowest number, and the oldest of that number.
   */
  @Nullable SignalInfo take(long allowed) {
    SignalInfo found = peek(allowed);
    if (found != null) {
      queue.remove(found);
      if (find(found.signal()) == null) {
        mask &= ~Sig.bit(found.signal());
      }
    }
    return found;
  }

  /** The lowest signal that an instruction raised, removed; those which were sent stay. */
  @Nullable SignalInfo takeSynchronous(long allowed) {
    for (SignalInfo info : queue) {
      if (info.code() > 0 && Sig.has(Sig.SYNCHRONOUS & allowed, info.signal())) {
        queue.remove(info);
        if (find(info.signal()) == null) {
          mask &= ~Sig.bit(info.signal());
        }
        return info;
      }
    }
    return null;
  }

  /** Removes all of some signals. */
  void discard(long signals) {
    queue.removeIf(info -> Sig.has(signals, info.signal()));
    mask &= ~signals;
  }

  private static int next(long mask) {
    long first = (mask & Sig.SYNCHRONOUS) != 0 ? mask & Sig.SYNCHRONOUS : mask;
    return first == 0 ? 0 : Long.numberOfTrailingZeros(first) + 1;
  }

  private @Nullable SignalInfo find(int signal) {
    for (SignalInfo info : queue) {
      if (info.signal() == signal) {
        return info;
      }
    }
    return null;
  }
}
