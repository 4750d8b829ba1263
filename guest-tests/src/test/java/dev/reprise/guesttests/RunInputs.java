package dev.reprise.guesttests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * What is in a working directory before a command runs. Names and contents are always the same; all
 * else that must make no difference (times, the order of creation, inode numbers) is another for
 * each run.
 */
interface RunInputs {

  /** The content of each file by its path beneath the working directory. */
  SortedMap<String, byte[]> contents() throws IOException;

  /** Writes the files, in an order and with times that depend on the number of the run. */
  default void prepare(Path directory, int run) throws IOException {
    Random conditions = new Random(run);
    List<Map.Entry<String, byte[]>> entries = new ArrayList<>(contents().entrySet());
    Collections.shuffle(entries, conditions);
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> entry : entries) {
      Path file = directory.resolve(entry.getKey());
      createParents(directory, entry.getKey());
      Files.write(file, entry.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      long seconds = 1_000_000_000L + conditions.nextInt(700_000_000);
      Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
    }
  }

  private static void createParents(Path top, String path) throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Path directory = top.resolve(path.substring(0, slash));
      if (!Files.exists(directory)) {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
