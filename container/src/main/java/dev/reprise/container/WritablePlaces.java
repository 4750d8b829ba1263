package dev.reprise.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The host directories which the guest may write to, where a layer takes the writes: homes, and
 * what the user asks for. All others are read-only for everybody, whoever starts the run: what root
 * may do to the host's files, and others may not, must not decide what a guest does.
 */
final class WritablePlaces {
  private static final List<String> HOMES = List.of("/home", "/root");

  private final TreeSet<Path> all = new TreeSet<>();
  private final TreeSet<Path> asked = new TreeSet<>();

  private WritablePlaces() {}

  /**
   * The homes of this host, and others.
   *
   * @throws ContainerException when one is not a directory, or the container has its own there
   */
  static WritablePlaces of(List<Path> asked, GuestPaths paths) {
    WritablePlaces places = new WritablePlaces();
    for (String home : HOMES) {
      Path real = real(Path.of(home));
      if (real != null && !paths.isOwn(real)) {
        places.all.add(real);
      }
    }
    for (Path path : asked) {
      Path real = real(path);
      if (real == null) {
        throw new ContainerException(
            "There is no directory " + path + " to make writable: make it, or name another one.");
      }
      if (paths.isOwn(real)) {
        throw new ContainerException(
            "The guest has a " + path + " of its own: choose a directory beneath, or a mount.");
      }
      places.all.add(real);
      places.asked.add(real);
    }
    return places;
  }

  private static @Nullable Path real(Path directory) {
    try {
      Path real = directory.toRealPath();
      return Files.isDirectory(real) ? real : null;
    } catch (IOException absent) {
      return null;
    }
  }

  /** Whether a host directory is one of them, or beneath one. */
  boolean cover(Path path) {
    return all.stream().anyMatch(path::startsWith);
  }

  /** Whether it is one that the user has named, and not to be read-only instead. */
  boolean isAsked(Path path) {
    return asked.contains(path);
  }

  /** Those that are not beneath another one, sorted. */
  List<Path> outermost() {
    return all.stream()
        .filter(path -> path.getParent() == null || !cover(path.getParent()))
        .toList();
  }
}
