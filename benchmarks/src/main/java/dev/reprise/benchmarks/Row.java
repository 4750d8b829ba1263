package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One line of the table: a piece of work whose output is the same on every native run.
 *
 * @param name what {@code --rows} calls it
 * @param description what it does, in a few words
 * @param preparation makes its programs and inputs; this is not measured
 */
record Row(String name, String description, Preparation preparation) {

  /** Makes what a row needs in a fresh directory. */
  @FunctionalInterface
  interface Preparation {
    /**
     * @param directory an empty directory of this row's own
     * @throws IOException when a needed program is missing or a file cannot be made; the message is
     *     shown to the user
     */
    Work prepare(Path directory) throws IOException, InterruptedException;
  }
}
