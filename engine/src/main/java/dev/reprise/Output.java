package dev.reprise;

/** What becomes of a guest's standard output or standard error. */
public enum Output {
  /** Goes where the output of this process goes. */
  INHERIT,
  /** Is kept in the {@link RunResult}. */
  CAPTURE
}
