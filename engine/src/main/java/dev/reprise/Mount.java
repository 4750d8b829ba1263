package dev.reprise;

import dev.reprise.linux.ByteText;
import java.nio.file.Path;

/**
 * A file or directory of the host which the guest sees, and to which its writes go through.
 *
 * @param host an absolute path on the host
 * @param guest the absolute path at which the guest sees it
 * @param readOnly whether the guest's writes fail with EROFS
 */
public record Mount(Path host, Path guest, boolean readOnly) {

  /** Checks that both paths are absolute. */
  public Mount {
    if (!host.isAbsolute() || !guest.isAbsolute()) {
      throw new IllegalArgumentException(
          "a mount needs absolute paths, not " + host + " and " + guest);
    }
  }

  /**
   * Reads {@code HOST[:GUEST][:ro]}, as Docker's {@code --volume} does. A relative host path is
   * taken from {@code directory}; without a guest path the guest sees it at the same place.
   *
   * @throws IllegalArgumentException when the text does not have this form
   */
  public static Mount parse(String text, Path directory) {
    String[] parts = text.split(":", -1);
    boolean readOnly = parts.length > 1 && parts[parts.length - 1].equals("ro");
    int paths = readOnly ? parts.length - 1 : parts.length;
    if (paths > 2 || parts[0].isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not HOST[:GUEST][:ro]");
    }
    Path host = directory.resolve(ByteText.path(parts[0])).toAbsolutePath().normalize();
    if (paths == 1) {
      return new Mount(host, host, readOnly);
    }
    if (!parts[1].startsWith("/")) {
      throw new IllegalArgumentException(
          "the guest path of '" + text + "' is not absolute; the form is HOST[:GUEST][:ro]");
    }
    return new Mount(host, ByteText.path(parts[1]).normalize(), readOnly);
  }
}
