package dev.reprise.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about a container that its user may choose.
 *
 * @param rootMode what becomes of writes
 * @param hostWorkdir the absolute host directory that the guest sees as its working directory
 * @param mounts further host files and directories, mounted in this order
 * @param writable host directories for whose writes there is a layer; all that are none of these,
 *     nor homes, nor shared with the host by another option, are read-only
 * @param hostTmp a host directory to show as {@code /tmp}, instead of an empty one in memory
 * @param hostname the host name that the guest sees
 * @param domainname the NIS domain name that the guest sees
 * @param userId the user id that the host's user has inside
 * @param groupId the group id that the host's group has inside
 * @param alsoVisible host files and directories which must be visible, read-only, although they lie
 *     beneath a directory that the container replaces by its own, such as {@code /tmp}
 * @param sizeLimitBytes the most that all throw-away writes together may hold; half of the host's
 *     memory when empty. The guest gets ENOSPC beyond it
 * @param clockShiftSeconds how far the host's monotonic and boot clocks are ahead inside, from 0,
 *     where the host has time namespaces
 */
public record ContainerSpec(
    RootMode rootMode,
    Path hostWorkdir,
    List<Mount> mounts,
    List<Path> writable,
    Optional<Path> hostTmp,
    String hostname,
    String domainname,
    int userId,
    int groupId,
    List<Path> alsoVisible,
    OptionalLong sizeLimitBytes,
    long clockShiftSeconds) {

  /** Copies the lists and checks that the working directory is absolute. */
  public ContainerSpec {
    mounts = List.copyOf(mounts);
    writable = List.copyOf(writable);
    alsoVisible = List.copyOf(alsoVisible);
    if (!hostWorkdir.isAbsolute()) {
      throw new IllegalArgumentException("the working directory is relative: " + hostWorkdir);
    }
  }

  /** Starts from the defaults: {@link RootMode#WORKDIR}, root's ids, host name {@code reprise}. */
  public static Builder in(Path hostWorkdir) {
    return new Builder(hostWorkdir);
  }

  /** Collects a specification. Not thread-safe. */
  public static final class Builder {
    private final Path hostWorkdir;
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Path> writable = new ArrayList<>();
    private final List<Path> alsoVisible = new ArrayList<>();
    private RootMode rootMode = RootMode.WORKDIR;
    private Optional<Path> hostTmp = Optional.empty();
    private String hostname = "reprise";
    private String domainname = "(none)";
    private int userId;
    private int groupId;
    private OptionalLong sizeLimitBytes = OptionalLong.empty();
    private long clockShiftSeconds;

    private Builder(Path hostWorkdir) {
      this.hostWorkdir = hostWorkdir;
    }

    /** Sets what becomes of writes. */
    public Builder rootMode(RootMode mode) {
      rootMode = mode;
      return this;
    }

    /** Adds a mount. */
    public Builder mount(Mount mount) {
      mounts.add(mount);
      return this;
    }

    /** Takes the writes to a host directory into a layer. */
    public Builder writable(Path directory) {
      writable.add(directory);
      return this;
    }

    /** Shows a host directory as {@code /tmp}. */
    public Builder hostTmp(Path directory) {
      hostTmp = Optional.of(directory);
      return this;
    }

    /** Sets the host name, at most 64 bytes. */
    public Builder hostname(String name) {
      hostname = name;
      return this;
    }

    /** Sets the domain name, at most 64 bytes. */
    public Builder domainname(String name) {
      domainname = name;
      return this;
    }

    /** Sets the ids which the guest sees as its own. */
    public Builder ids(int user, int group) {
      userId = user;
      groupId = group;
      return this;
    }

    /** Makes a host file or directory visible wherever it lies. */
    public Builder alsoVisible(Path path) {
      alsoVisible.add(path);
      return this;
    }

    /** Limits the memory that throw-away writes may take. */
    public Builder sizeLimitBytes(long bytes) {
      sizeLimitBytes = OptionalLong.of(bytes);
      return this;
    }

    /** Shifts the host's monotonic and boot clocks, from 0. */
    public Builder clockShiftSeconds(long seconds) {
      clockShiftSeconds = seconds;
      return this;
    }

    /** The finished specification. */
    public ContainerSpec build() {
      return new ContainerSpec(
          rootMode,
          hostWorkdir,
          mounts,
          writable,
          hostTmp,
          hostname,
          domainname,
          userId,
          groupId,
          alsoVisible,
          sizeLimitBytes,
          clockShiftSeconds);
    }
  }
}
