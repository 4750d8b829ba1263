package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.OpenFile;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files that no file system holds: {@code /proc}, {@code /sys} and some devices in {@code
 * /dev}.
 *
 * <p>Some in {@code /etc} are the run's own until they are changed: then they become real ones.
 *
 * <p>Beneath {@code /proc} and {@code /sys} a name that is not found here does not exist. In {@code
 * /dev} such a name is the real file, if there is one.
 */
@FunctionalInterface
public interface Synthetic {
  /** A tree without any file; a class of its own, since lambdas of interfaces are not cached. */
  Synthetic NONE =
      new Synthetic() {
        @Override
        public @Nullable Node lookup(String path, Task task) {
          return null;
        }
      };

  /**
   * The file of exactly this name; links on the way and at the end are the caller's to follow.
   *
   * @param path absolute and normalized: no {@code .}, no {@code ..}, no slash at the end
   * @param task who asks, for {@code /proc/self}
   * @return null when there is no such file
   */
  @Nullable Node lookup(String path, Task task);

  /** The names of synthetic files in a directory of the host's, which hide what the host has. */
  default Set<String> presentedIn(String directory) {
    return Set.of();
  }

  /** The file of this path is a real one from now on. */
  default void release(String path) {}

  /** What a name stands for. */
  sealed interface Node permits Directory, Text, Link, Descriptor, Special {}

  /**
   * A directory.
   *
   * @param mode permission bits
   * @param children its entries, in any order, without {@code .} and {@code ..}
   */
  record Directory(int mode, Supplier<List<Child>> children) implements Node {}

  /**
   * An entry of a directory.
   *
   * @param type as in {@code d_type}: one of the constants of {@code DirectoryEntry}
   */
  record Child(String name, int type) {}

  /**
   * A regular file whose content is made when it is opened.
   *
   * @param mode permission bits
   * @param size what stat(2) tells: 0 in {@code /proc}, 4096 in {@code /sys}
   */
  record Text(int mode, long size, Supplier<byte[]> content) implements Node {}

  /** A symbolic link, absolute or relative to its directory. */
  record Link(String target) implements Node {}

  /** A link to an open file, as {@code /proc/self/fd/3}: opening it opens that file anew. */
  record Descriptor(GuestProcess process, int fd) implements Node {}

  /**
   * A file with a behaviour of its own, such as a device.
   *
   * @param mode type and permission bits, as in {@code st_mode}
   * @param device {@code st_rdev}: major number shifted by 8, plus the minor number
   */
  record Special(int mode, long device, Opener opener) implements Node {}

  /** Opens a {@link Special} file. */
  @FunctionalInterface
  interface Opener {
    /** A new open file description with these flags of open(2). */
    OpenFile open(Call call, int flags);
  }
}
