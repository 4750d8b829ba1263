package dev.reprise;

/**
 * Whether processes run at the same time, on several cores of the host, between their events. The
 * result is the same.
 */
public enum Parallel {
  /** One after the other. */
  OFF,

  /** Side by side, also where there is one core only. */
  ON,

  /** Side by side where there are several cores. */
  AUTO
}
