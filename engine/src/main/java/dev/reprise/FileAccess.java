package dev.reprise;

/** Where the files go that a guest writes. */
public enum FileAccess {
  /**
   * Writes beneath the working directory and the explicit mounts go through to the host; those to
   * homes and other writable directories go aside and are thrown away; nothing else can be written.
   */
  WORKDIR,
  /** All writes go aside; they can be listed or kept, and the host's files stay as they were. */
  OVERLAY,
  /** All writes go through to the host. */
  DIRECT
}
