package dev.reprise.engine;

/** The cores of the host on which a run takes place, of those that this process may use. */
enum Cores {
  /** The present one alone. A stop between two threads on it costs a fifth of one across cores. */
  PRESENT,

  /** The one after the present one alone. */
  NEXT,

  /** All of them: the guest and its tracer may be on different ones, and move. */
  ALL
}
