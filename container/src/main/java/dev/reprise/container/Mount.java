package dev.reprise.container;

import java.nio.file.Path;

/**
 * A host file or directory that the guest sees at a place of its own.
 *
 * @param hostPath the absolute path of an existing file or directory
 * @param guestPath the absolute path in the guest; made when it is missing
 * @param readOnly whether the guest's writes fail with EROFS; else they reach the host
 */
public record Mount(Path hostPath, String guestPath, boolean readOnly) {
  /** Checks that both paths are absolute. */
  public Mount {
    if (!hostPath.isAbsolute() || !guestPath.startsWith("/")) {
      throw new IllegalArgumentException(
          "a mount needs absolute paths: " + hostPath + " at " + guestPath);
    }
  }
}
