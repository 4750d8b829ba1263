package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the host's directories lack for mounts that are to be made in them. */
final class MissingPlaces {
  private static final int ORDINARY_DIRECTORY = 0755;
  private static final int ORDINARY_FILE = 0644;

  /** The paths of what is missing, and whether it is a directory. */
  private final TreeMap<Path, Boolean> places;

  private MissingPlaces(TreeMap<Path, Boolean> places) {
    this.places = places;
  }

  /** Compares the mounts' places with what the host has, but for directories of the container's. */
  static MissingPlaces of(List<Mount> mounts, Set<String> replaced) {
    TreeMap<Path, Boolean> places = new TreeMap<>();
    for (Mount mount : mounts) {
      Path wanted = ByteText.path(mount.guestPath()).normalize();
      Path there = wanted;
      while (there.getParent() != null && !Files.exists(there)) {
        there = there.getParent();
      }
      Path place = real(there).resolve(there.relativize(wanted));
      if (!there.equals(wanted) && replaced.stream().noneMatch(place::startsWith)) {
        places.put(place, Files.isDirectory(mount.hostPath()));
      }
    }
    return new MissingPlaces(places);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException unreadable) {
      return path;
    }
  }

  /** What is missing beneath a directory, with all directories on the way, those first. */
  List<MissingPlace> beneath(String directory) {
    Path top = ByteText.path(directory);
    Map<Path, MissingPlace> found = new TreeMap<>();
    places.forEach(
        (place, isDirectory) -> {
          if (place.startsWith(top) && !place.equals(top)) {
            addWay(found, top, place);
            int mode = isDirectory ? ORDINARY_DIRECTORY : ORDINARY_FILE;
            found.putIfAbsent(place, new MissingPlace(name(top, place), mode, isDirectory));
          }
        });
    return new ArrayList<>(found.values());
  }

  private static void addWay(Map<Path, MissingPlace> found, Path top, Path place) {
    for (int names = top.getNameCount() + 1; names < place.getNameCount(); names++) {
      Path at = Path.of("/").resolve(place.subpath(0, names));
      found.put(at, new MissingPlace(name(top, at), mode(at), true));
    }
  }

  private static String name(Path top, Path place) {
    return ByteText.of(top.relativize(place));
  }

  /** The upper one of two directories of an overlay shows its permissions. */
  private static int mode(Path directory) {
    try {
      return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          ? HostFiles.mode(directory) & 07777
          : ORDINARY_DIRECTORY;
    } catch (IOException unreadable) {
      return ORDINARY_DIRECTORY;
    }
  }
}
