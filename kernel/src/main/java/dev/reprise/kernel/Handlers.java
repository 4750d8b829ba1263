package dev.reprise.kernel;

import org.jspecify.annotations.Nullable;

/** The handlers by system call number. */
public final class Handlers {
  private static final int NUMBERS = 512;
  private final @Nullable Handler[] byNumber = new Handler[NUMBERS];

  /** Sets the handler of a call. A call has one handler. */
  public void on(int nr, Handler handler) {
    if (byNumber[nr] != null) {
      throw new IllegalStateException("system call " + nr + " has two handlers");
    }
    byNumber[nr] = handler;
  }

  /** The handler of a call, or null. */
  public @Nullable Handler get(int nr) {
    return nr >= 0 && nr < NUMBERS ? byNumber[nr] : null;
  }
}
