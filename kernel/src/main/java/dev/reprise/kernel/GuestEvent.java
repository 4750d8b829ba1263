package dev.reprise.kernel;

import dev.reprise.kernel.spin.Circle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why a running guest thread stopped. */
public final class GuestEvent {
  /** The kinds. */
  public enum Kind {
    /** It is about to make a system call. */
    SYSCALL,
    /** An instruction of its own raised a signal (a trap, a fault, a breakpoint). */
    FAULT,
    /** It was killed from outside of the run. */
    DIED,
    /** Reprise itself interrupted it (a limit on wall time, a user's signal). */
    INTERRUPTED,
    /** It has made no event for long, and may be anywhere. */
    STALLED,
    /** It is about to execute one of the instructions at which it was to be brought back. */
    AT_PLACE,
    /** It runs in circles, and is where its circle begins. */
    SPIN
  }

  private static final byte[] NO_INFO = {};

  private final Kind kind;
  private final int signal;
  private final Supplier<byte[]> source;
  private final @Nullable Circle circle;
  private byte @Nullable [] info;

  private GuestEvent(Kind kind, int signal, Supplier<byte[]> source, @Nullable Circle circle) {
    this.kind = kind;
    this.signal = signal;
    this.source = source;
    this.circle = circle;
  }

  /**
   * An event with its info, which is fetched when it is first asked for, before the thread goes on.
   */
  public GuestEvent(Kind kind, int signal, Supplier<byte[]> source) {
    this(kind, signal, source, null);
  }

  /** An event that is no fault. */
  public GuestEvent(Kind kind, int signal) {
    this(kind, signal, () -> NO_INFO);
  }

  /**
   * A task was brought back for it made no event for long.
   *
   * @param steps how many instructions it is worth to look at it
   */
  public static GuestEvent stalled(int steps) {
    return new GuestEvent(Kind.STALLED, steps);
  }

  /** A task spins. */
  public static GuestEvent spin(Circle circle) {
    return new GuestEvent(Kind.SPIN, 0, () -> NO_INFO, circle);
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /** The signal of a fault or of a death. */
  public int signal() {
    return signal;
  }

  /** How many instructions a stalled task may be looked at. */
  public int steps() {
    return signal;
  }

  /** Where a task spins; null for other events. */
  public @Nullable Circle circle() {
    return circle;
  }

  /** The 128 bytes of a fault's {@code siginfo_t}; else empty. */
  public byte[] info() {
    byte[] known = info;
    if (known == null) {
      known = source.get();
      info = known;
    }
    return known;
  }
}
