package dev.reprise.kernel;

/** Answers one system call. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers the call, or lets its task wait.
   *
   * @return the result for the guest (a value or {@code -errno}), or what {@link Call#block}
   *     returned
   */
  long handle(Call call);
}
