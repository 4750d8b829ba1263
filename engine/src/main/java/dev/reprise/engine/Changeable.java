package dev.reprise.engine;

import dev.reprise.Mount;
import dev.reprise.RunConfig;
import dev.reprise.container.Place;
import dev.reprise.kernel.file.PathNames;
import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a file may change in the course of a run, by the name under which it is mapped: all may
 * but those of the system, which is read-only, as far as they are not the same as ones elsewhere.
 */
final class Changeable implements Predicate<String> {
  private static final String GONE = " (deleted)";

  /** Directories of the container's own, in which nothing of the host is but the program. */
  private static final List<String> OWN = List.of("/tmp", "/var/tmp");

  private final List<Place> places;

  /** Where a name stands for a file that may have another name, which can be written to. */
  private final List<String> aliases = new ArrayList<>();

  private final String program;

  /**
   * Of a run in a container with these places, sorted by path.
   *
   * @param program the program's path in the guest
   */
  Changeable(RunConfig config, List<Place> places, String program) {
    this.places = places;
    this.program = program;
    alias(config.workdir());
    for (Mount mount : config.mounts()) {
      alias(mount.host());
      aliases.add(ByteText.of(mount.guest()));
    }
    if (config.tmp() != null) {
      alias(config.tmp());
    }
  }

  private void alias(Path host) {
    try {
      aliases.add(ByteText.of(host.toRealPath()));
    } catch (IOException absent) {
      aliases.add(ByteText.of(host));
    }
  }

  @Override
  public boolean test(String latinName) {
    String name = ByteText.ofLatin(latinName);
    if (!name.startsWith("/") || name.endsWith(GONE)) {
      return true;
    }
    for (String alias : aliases) {
      if (PathNames.isBeneath(name, alias)) {
        return true;
      }
    }
    Place innermost = new Place("/", false);
    for (Place place : places) {
      if (PathNames.isBeneath(name, place.guestPath())) {
        // Sorted, so that the last is the innermost.
        innermost = place;
      }
    }
    boolean isShown = name.equals(program) && OWN.contains(innermost.guestPath());
    return !innermost.readOnly() && !isShown;
  }
}
