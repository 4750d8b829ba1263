package dev.reprise.guesttests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Snapshots and removal of directory trees. */
final class FileTree {

  private FileTree() {}

  /**
   * Each path beneath the directory with its kind, permissions and content's hash. Times are left
   * out: virtual times are a view that is never written into the host's files.
   */
  static SortedMap<String, String> snapshot(Path directory) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.filter(path -> !path.equals(directory)).toList();
    }
    for (Path path : paths) {
      entries.put(directory.relativize(path).toString(), describe(path));
    }
    return entries;
  }

  /** Removes the directory with everything in it. */
  static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    if (Files.isDirectory(path)) {
      return "directory " + mode;
    }
    if (!Files.isRegularFile(path)) {
      return "special " + mode;
    }
    return "file " + mode + " " + hash(Files.readAllBytes(path));
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
