package dev.reprise;

/**
 * Whether system calls reach Reprise through memory that it shares with the program, instead of by
 * stopping it. The result is the same.
 */
public enum FastPathMode {
  /** Every call stops the program. */
  OFF,

  /** As many calls as possible come through shared memory, from the first on. */
  ON,

  /** A process which calls often gets it, where there are several cores. */
  AUTO
}
