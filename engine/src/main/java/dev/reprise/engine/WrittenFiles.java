package dev.reprise.engine;

import dev.reprise.container.Change;
import dev.reprise.container.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** What a guest has written, path by path, in a form that can be compared. */
final class WrittenFiles {
  private WrittenFiles() {}

  /** For every changed path: the kind of change and a digest of what is there now. */
  static TreeMap<String, String> of(Container container) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    for (Change change : container.changes()) {
      String state =
          change.kind() == Change.Kind.DELETED ? "" : describe(container.hostView(change.path()));
      files.put(change.path(), change.kind() + " " + state);
    }
    return files;
  }

  private static String describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "-> " + Files.readSymbolicLink(file);
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "hidden";
    }
    String mode = Integer.toOctalString((int) Files.getAttribute(file, "unix:mode"));
    return Files.isRegularFile(file) ? mode + " " + digest(file) : mode;
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      try (var in = Files.newInputStream(file)) {
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          digest.update(buffer, 0, got);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
