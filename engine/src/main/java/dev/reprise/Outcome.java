package dev.reprise;

/** Why a run came to its end. */
public enum Outcome {
  /** The guest's first process exited. */
  EXITED,
  /** A signal ended the guest's first process. */
  SIGNALED,
  /** No guest thread could ever run again. */
  DEADLOCK,
  /** The guest asked for something that cannot be made deterministic, or is not supported. */
  REFUSED,
  /** The limit of virtual or of real time was reached. */
  TIMEOUT,
  /** It was ended from outside by {@link RunControl#kill}. */
  INTERRUPTED,
  /** The moment was reached at which the run was asked to stop. */
  STOPPED
}
