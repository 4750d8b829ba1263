package dev.reprise.engine;

import dev.reprise.Change;
import dev.reprise.container.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The changed files of a container in the words of the library. */
final class Changes {
  private Changes() {}

  static List<Change> of(Container container) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (dev.reprise.container.Change change : container.changes()) {
      changes.add(new Change(kind(change.kind()), change.path()));
    }
    return changes;
  }

  private static Change.Kind kind(dev.reprise.container.Change.Kind kind) {
    return switch (kind) {
      case CREATED -> Change.Kind.ADDED;
      case MODIFIED -> Change.Kind.MODIFIED;
      case DELETED -> Change.Kind.REMOVED;
    };
  }
}
