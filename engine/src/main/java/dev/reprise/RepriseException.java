package dev.reprise;

import org.jspecify.annotations.Nullable;

/**
 * A run could not take place. The message is one sentence that names the cause and the way out, fit
 * to be shown to a user as it is.
 */
public final class RepriseException extends Exception {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** What sort of obstacle it was. */
  public enum Kind {
    /** The program to run does not exist. */
    NOT_FOUND,
    /** The program to run is there but cannot be executed. */
    NOT_EXECUTABLE,
    /** An input of the run is unusable, for example a schedule file. */
    BAD_INPUT,
    /** It was ended by {@link RunControl#kill}. */
    INTERRUPTED,
    /** The host does not offer what a run needs, or failed in the midst of it. */
    HOST
  }

  /** A message for the user, without a cause. */
  public RepriseException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** A message for the user and the exception behind it. */
  public RepriseException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What sort of obstacle it was. */
  public Kind kind() {
    return kind;
  }
}
