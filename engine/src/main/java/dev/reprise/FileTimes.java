package dev.reprise;

/** Which times a guest sees on files that were there before the run. */
public enum FileTimes {
  /** One fixed time for all of them. */
  FIXED,
  /** Their real times, which thereby become inputs of the run; incremental builds need them. */
  HOST
}
