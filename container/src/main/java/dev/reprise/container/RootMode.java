package dev.reprise.container;

/** What becomes of a guest's writes. */
public enum RootMode {
  /**
   * Writes beneath the working directory and the explicit mounts reach the host; those to writable
   * places go to layers in memory that are thrown away; all other directories are read-only.
   */
  WORKDIR,
  /** As {@link #WORKDIR}, but writes beneath the working directory go to a layer as well. */
  OVERLAY,
  /** The host's directories as they are: every write reaches the host. */
  DIRECT
}
