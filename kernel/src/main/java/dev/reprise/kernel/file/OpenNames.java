package dev.reprise.kernel.file;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.NamelessFile;
import dev.reprise.kernel.fd.OpenFile;

/** The names which {@code /proc/PID} shows of what a process has open and where it is. */
public final class OpenNames {
  private OpenNames() {}

  /**
   * The name of a descriptor's file: for a real one without the links by which it was opened, and
   * with a mark when that name is gone, as the host knows it.
   */
  public static String ofDescriptor(GuestProcess process, int fd) {
    OpenFile file = process.files().require(fd);
    boolean real =
        file instanceof KernelFile
            && !(file instanceof SyntheticText)
            && !(file instanceof NamelessFile)
            && !PathNames.maybeSynthetic(file.name());
    return real ? fromHost(process, "fd/" + fd, file.name()) : file.name();
  }

  /** The working directory, which may be gone too. */
  public static String ofWorkingDirectory(GuestProcess process) {
    String path = process.filesystem().workingDirectory();
    return PathNames.isSynthetic(path) ? path : fromHost(process, "cwd", path);
  }

  private static String fromHost(GuestProcess process, String link, String otherwise) {
    if (process.tasks().isEmpty()) {
      return otherwise;
    }
    String name = process.tasks().getFirst().thread().hostLink(link);
    return name == null || !name.startsWith("/") ? otherwise : name;
  }
}
