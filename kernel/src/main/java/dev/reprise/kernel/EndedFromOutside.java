package dev.reprise.kernel;

/** Ends the run, because the world outside wants it to. */
public final class EndedFromOutside extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndedFromOutside() {
    super("the run was ended from outside");
  }
}
