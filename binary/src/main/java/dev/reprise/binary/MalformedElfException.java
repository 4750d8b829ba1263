package dev.reprise.binary;

import java.io.IOException;
import java.io.Serial;

/** Says that a file, or the part of it that was asked for, is not what an x86-64 ELF file holds. */
public final class MalformedElfException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * What kind of trouble it is, so that {@code execve} can choose between an errno and a refusal.
   */
  public enum Reason {
    /** The file does not begin with the ELF magic: a script, perhaps. */
    NOT_ELF,
    /** A sound ELF file of another machine or word size, which the message names. */
    FOREIGN_MACHINE,
    /** A structure is cut short or contradicts another. */
    DAMAGED
  }

  private final Reason reason;

  MalformedElfException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** An exception for a structure that is cut short or contradicts another. */
  static MalformedElfException damaged(String message) {
    return new MalformedElfException(Reason.DAMAGED, message);
  }

  /** Returns the kind of trouble. */
  public Reason reason() {
    return reason;
  }
}
