package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree of empty files, as wide and as deep as those of large projects. */
final class GeneratedTree {
  private static final int FILES_PER_DIRECTORY = 100;
  private static final int DIRECTORIES_PER_DIRECTORY = 10;

  private GeneratedTree() {}

  /** The path of a file, such as {@code d17/d3/file42}. */
  static String path(int number) {
    int directory = number / FILES_PER_DIRECTORY;
    return "d%d/d%d/file%d"
        .formatted(
            directory / DIRECTORIES_PER_DIRECTORY,
            directory % DIRECTORIES_PER_DIRECTORY,
            number % FILES_PER_DIRECTORY);
  }

  /** Makes so many files beneath a directory. */
  static void write(Path root, int files) throws IOException {
    for (int number = 0; number < files; number++) {
      Path file = root.resolve(path(number));
      if (number % FILES_PER_DIRECTORY == 0) {
        Files.createDirectories(file.getParent());
      }
      Files.createFile(file);
    }
  }
}
