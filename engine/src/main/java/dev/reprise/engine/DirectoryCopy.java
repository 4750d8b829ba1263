package dev.reprise.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a directory which is the same to a deterministic guest and different to any other: its
 * path, its inode numbers, the order in which it lists its entries and, where these are no inputs,
 * its times. Compiled modules that are valid by the times of their sources stay so, which is an
 * input.
 */
final class DirectoryCopy implements AutoCloseable {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_FILES = 20_000;

  /** Before the first of the times which copies have when they do not keep their originals'. */
  private static final Instant OLDEST = Instant.parse("2001-02-03T04:05:06.789Z");

  private static final int STEP_SECONDS = 86_399;
  private static final int STEPS = 1000;

  private final Path root;
  private final boolean keepsTimes;

  private DirectoryCopy(Path root, boolean keepsTimes) {
    this.root = root;
    this.keepsTimes = keepsTimes;
  }

  Path path() {
    return root;
  }

  /**
   * Copies a directory.
   *
   * @param keepsTimes whether files have their originals' times; otherwise older ones in an order
   *     of their own
   * @return null when it is too large or holds what cannot be copied
   */
  static @Nullable DirectoryCopy of(Path directory, boolean keepsTimes) throws IOException {
    List<Path> entries = list(directory);
    if (entries.isEmpty()) {
      return null;
    }
    DirectoryCopy copy =
        new DirectoryCopy(Files.createTempDirectory("reprise-verify-"), keepsTimes);
    try {
      copy.fill(directory, entries);
      return copy;
    } catch (IOException e) {
      copy.close();
      throw e;
    }
  }

  private void fill(Path directory, List<Path> entries) throws IOException {
    // Backwards, so that the host's file system sees the names in another order.
    Set<Path> directories = new LinkedHashSet<>();
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(root.resolve(directory.relativize(entry)));
        directories.add(entry);
      }
    }
    for (Path entry : entries.reversed()) {
      if (!directories.contains(entry)) {
        Files.copy(
            entry,
            root.resolve(directory.relativize(entry)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
    for (Path entry : List.copyOf(directories).reversed()) {
      Path target = root.resolve(directory.relativize(entry));
      Files.setAttribute(target, "unix:mode", Files.getAttribute(entry, "unix:mode"));
    }
    setTimes(directory, entries);
  }

  /** Directories come before what is in them, so backwards nothing is touched once it is set. */
  private void setTimes(Path directory, List<Path> entries) throws IOException {
    Set<Path> kept = keepsTimes ? Set.of() : CompiledSources.among(entries);
    int step = 0;
    for (Path entry : entries.reversed()) {
      step = step % STEPS + 1;
      FileTime other = FileTime.from(OLDEST.plusSeconds((long) step * STEP_SECONDS));
      BasicFileAttributes own =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Files.getFileAttributeView(
              root.resolve(directory.relativize(entry)),
              BasicFileAttributeView.class,
              LinkOption.NOFOLLOW_LINKS)
          .setTimes(
              keepsTimes || kept.contains(entry) ? own.lastModifiedTime() : other,
              keepsTimes ? own.lastAccessTime() : other,
              null);
    }
  }

  /** All entries, the directory itself first; empty when there are too many. */
  private static List<Path> list(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    long[] bytes = new long[1];
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            entries.add(path);
            return tooMuch() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            entries.add(path);
            bytes[0] += attributes.isOther() ? MOST_BYTES : attributes.size();
            return tooMuch() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
            bytes[0] += MOST_BYTES;
            return FileVisitResult.TERMINATE;
          }

          private boolean tooMuch() {
            return entries.size() > MOST_FILES || bytes[0] >= MOST_BYTES;
          }
        });
    return entries.size() > MOST_FILES || bytes[0] >= MOST_BYTES ? List.of() : entries;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
