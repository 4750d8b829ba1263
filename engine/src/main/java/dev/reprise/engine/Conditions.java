package dev.reprise.engine;

import dev.reprise.Parallel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a run that must not matter, so that a verification can vary them.
 *
 * @param cores the host's cores on which the guest and its tracer run
 * @param umask the umask of the thread that starts the guest, or -1 for the present one
 * @param noise how far the {@link Surroundings} of the guest differ from the present ones; 0 when
 *     they do not
 * @param clockShiftDays how far the host's monotonic and boot clocks are ahead for the guest, where
 *     the host can do that
 * @param workdir where the working directory's files are, or null for the directory itself
 */
record Conditions(Cores cores, int umask, int noise, int clockShiftDays, @Nullable Path workdir) {
  /** The host as it is. */
  static final Conditions PRESENT = new Conditions(Cores.PRESENT, -1, 0, 0, null);

  /** Whether processes run side by side: the first repetition is without company. */
  Parallel parallel() {
    return cores == Cores.ALL ? Parallel.OFF : Parallel.ON;
  }

  /**
   * What differs from the present, in the words of the user.
   *
   * @param timesAreInputs whether the copy of the working directory has its files' own times
   */
  String describe(boolean timesAreInputs) {
    List<String> varied = new ArrayList<>(List.of("busy cores"));
    varied.add(cores == Cores.ALL ? "all cores instead of one" : "another core");
    varied.add(
        parallel() == Parallel.OFF ? "processes one after the other" : "processes side by side");
    if (workdir != null) {
      varied.addAll(List.of("directory", "directory order"));
      if (!timesAreInputs) {
        varied.add("file times");
      }
    }
    varied.add("monotonic and boot clocks");
    varied.addAll(List.of("environment", "descriptors", "priority", "limits", "umask"));
    varied.add("way of system calls");
    return String.join(", ", varied) + " and process ids";
  }
}
