package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Copies what a guest changed into a directory of the host's: the files beneath {@code root}, and
 * one line per change, such as {@code deleted /etc/motd}, in the file {@code changes}, where odd
 * names are {@linkplain ByteText#quoted quoted}.
 *
 * <p>Contents, symbolic links and modes are kept. Owners and times are not: the guest's are
 * virtual. Pipes, sockets and devices are only named in {@code changes}.
 */
final class Commit {
  private final Path target;

  /** Directories get their permissions last, since they may forbid to write into them. */
  private final List<Directory> directories = new ArrayList<>();

  private record Directory(Path path, int mode) {}

  private Commit(Path target) {
    this.target = target;
  }

  static void copy(Map<String, ChangeFinder.Found> changes, Path directory) throws IOException {
    if (Files.exists(directory) && !HostFiles.isEmpty(directory)) {
      throw new ContainerException(
          "The directory " + directory + " is not empty: choose a new one for the changes.");
    }
    Commit commit = new Commit(Files.createDirectories(directory.resolve("root")));
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, ChangeFinder.Found> change : changes.entrySet()) {
      ChangeFinder.Found found = change.getValue();
      lines.add(word(found.kind()) + " " + ByteText.quoted(change.getKey()));
      if (found.kind() != Change.Kind.DELETED) {
        commit.copyOne(found.source(), ByteText.path(ByteText.of(commit.target) + change.getKey()));
      }
    }
    for (Directory made : commit.directories.reversed()) {
      setMode(made.path, made.mode);
    }
    Files.write(directory.resolve("changes"), lines);
  }

  private static String word(Change.Kind kind) {
    return switch (kind) {
      case CREATED -> "created";
      case MODIFIED -> "modified";
      case DELETED -> "deleted";
    };
  }

  private void copyOne(Path source, Path destination) throws IOException {
    Files.createDirectories(destination.getParent());
    if (HostFiles.isDirectory(source)) {
      Files.createDirectories(destination);
      directories.add(new Directory(destination, HostFiles.mode(source)));
    } else if (Files.isSymbolicLink(source)) {
      Files.copy(source, destination, LinkOption.NOFOLLOW_LINKS);
    } else if (Files.isRegularFile(source)) {
      Files.copy(source, destination);
      setMode(destination, HostFiles.mode(source));
    }
  }

  private static void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode & 07777);
  }
}
