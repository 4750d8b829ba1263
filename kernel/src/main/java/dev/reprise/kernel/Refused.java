package dev.reprise.kernel;

/**
 * Ends the run: the guest asked for something that cannot be made deterministic.
 *
 * <p>The feature's name is what {@code --allow} takes.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String feature;

  /**
   * @param feature the name for {@code --allow}
   * @param explanation one sentence without its full stop
   */
  public Refused(String feature, String explanation) {
    super(explanation);
    this.feature = feature;
  }

  /**
   * A refusal that nothing can lift.
   *
   * @param explanation one sentence without its full stop
   */
  public Refused(String explanation) {
    this("", explanation);
  }

  /** The name for {@code --allow}; empty when nothing lets it through. */
  public String feature() {
    return feature;
  }
}
