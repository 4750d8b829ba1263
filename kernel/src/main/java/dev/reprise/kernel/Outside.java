package dev.reprise.kernel;

/**
 * What the world outside asks of a run while it is under way. It is asked on the run's thread,
 * between two events.
 */
public interface Outside {
  /** A world that asks for nothing. */
  Outside SILENT =
      new Outside() {
        @Override
        public int takeSignal() {
          return 0;
        }

        @Override
        public boolean wantsEnd() {
          return false;
        }
      };

  /** How long a task may run without an event before somebody looks at it. */
  enum Patience {
    /** Nobody else is there. */
    ENDLESS,
    /** Others are there, but nothing that they could do, unless this one does something. */
    LONG,
    /** Others could run, or a time is set when something happens. */
    SHORT
  }

  /** A task is about to run to its next event. */
  default void awaits(Patience patience) {}

  /**
   * A task which had made no event for long was looked at.
   *
   * @param spins whether it waits for others
   * @param smallLoop if it does not, whether it seems to be in a loop of a few instructions
   */
  default void lookedAt(Task task, boolean spins, boolean smallLoop) {}

  /** A signal which {@link #takeSignal} gave is ignored by everybody whom it was sent to. */
  default void ignored(int signal) {}

  /** The next signal for the guest, which is then no longer pending here; 0 when there is none. */
  int takeSignal();

  /** Whether the run is to end now. */
  boolean wantsEnd();
}
