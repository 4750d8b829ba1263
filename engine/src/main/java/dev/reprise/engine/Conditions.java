package dev.reprise.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a run that must not matter, so that a verification can vary them.
 *
 * @param core the host's core on which the guest runs, or -1 for the present one
 * @param umask the umask of the thread that starts the guest, or -1 for the present one
 * @param noise strings in the environment of the process from which the guest is made
 * @param workdir where the working directory's files are, or null for the directory itself
 */
record Conditions(int core, int umask, int noise, @Nullable Path workdir) {
  /** The host as it is. */
  static final Conditions PRESENT = new Conditions(-1, -1, 0, null);
}
