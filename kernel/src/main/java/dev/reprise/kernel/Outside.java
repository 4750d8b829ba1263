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

  /** The next signal for the guest, which is then no longer pending here; 0 when there is none. */
  int takeSignal();

  /** Whether the run is to end now. */
  boolean wantsEnd();
}
