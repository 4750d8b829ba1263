package dev.reprise;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run. Together with the program, its arguments and the files it reads, they
 * determine the result: nothing else does.
 *
 * @param rngSeed seeds every random byte that the guest asks for
 * @param schedSeed seeds the decisions of {@link ScheduleStrategy#RANDOM}
 * @param schedule who runs next when several guest threads could
 * @param recordSchedule the file to which the decisions of the scheduler are written, or null
 * @param replaySchedule the file of decisions to play back, or null
 * @param fastPath how system calls reach the tracer; the result is the same
 * @param parallel whether processes run at the same time; the result is the same
 * @param epoch the virtual wall-clock time at which the run starts
 * @param fileTimes which times files from before the run show
 * @param baseEnv the environment to which {@code env} is added
 * @param env variables as NAME=VALUE, of which the last for a name counts
 * @param workdir the absolute directory, on the host and in the guest, in which the program starts
 * @param mounts what of the host the guest sees at other places, or may write to
 * @param writable the host directories to which the guest may write, by layers that are thrown away
 *     and list what was written; whether it can then depends on what the host lets its user write
 * @param tmp the host directory that is the guest's /tmp, or null for an empty one of its own
 * @param fileAccess where the files go that the guest writes
 * @param listChanges whether the result lists the files that the run changed
 * @param commit the host directory into which the files set aside are copied at the end, or null
 * @param hostname the host name that the guest sees, at most 64 bytes
 * @param cpus the number of processors that the guest sees, 1 to 1024
 * @param memoryBytes the memory that the guest sees, in bytes, at least 16 MiB; also the size of
 *     the disk for files that are thrown away, which lie in the host's memory
 * @param user the user that the guest believes to be
 * @param network what the guest sees of the network
 * @param allow the names of refused features that are let through; recorded in the event log
 * @param timeout the limit of virtual time, or null for none
 * @param wallTimeout the limit of real time, or null for none; reaching it is the one outcome that
 *     depends on the host's speed
 * @param stopAt the moment after which the run stops, with the stacks of all threads, or null
 * @param stackAt the moment after which the stacks of all threads are printed, and the run goes on,
 *     or null
 * @param stdin what the guest reads from its standard input
 * @param stdout what becomes of the guest's standard output
 * @param stderr what becomes of the guest's standard error
 * @param logLevel how much the engine says about its own work
 * @param logFile the file to which it says so, or null for standard error
 */
public record RunConfig(
    long rngSeed,
    long schedSeed,
    ScheduleStrategy schedule,
    @Nullable Path recordSchedule,
    @Nullable Path replaySchedule,
    FastPathMode fastPath,
    Parallel parallel,
    Instant epoch,
    FileTimes fileTimes,
    BaseEnv baseEnv,
    List<String> env,
    Path workdir,
    List<Mount> mounts,
    List<Path> writable,
    @Nullable Path tmp,
    FileAccess fileAccess,
    boolean listChanges,
    @Nullable Path commit,
    String hostname,
    int cpus,
    long memoryBytes,
    User user,
    Network network,
    SortedSet<String> allow,
    @Nullable Duration timeout,
    @Nullable Duration wallTimeout,
    @Nullable Moment stopAt,
    @Nullable Moment stackAt,
    Input stdin,
    Output stdout,
    Output stderr,
    LogLevel logLevel,
    @Nullable Path logFile) {

  /** Least memory that a guest can be shown, in bytes: ld.so and a shell still fit. */
  private static final long LEAST_MEMORY_BYTES = 16L << 20;

  /** Linux's limit for a host name (HOST_NAME_MAX in limits.h). */
  private static final int LONGEST_HOSTNAME = 64;

  /**
   * Checks the ranges and takes copies of the collections.
   *
   * @throws IllegalArgumentException when a value is out of its range
   */
  public RunConfig {
    env = List.copyOf(env);
    mounts = List.copyOf(mounts);
    writable = List.copyOf(writable);
    allow = Collections.unmodifiableSortedSet(new TreeSet<>(allow));
    require(cpus >= 1 && cpus <= 1024, "cpus is 1 to 1024, not " + cpus);
    require(memoryBytes >= LEAST_MEMORY_BYTES, "memory is at least 16M");
    require(
        hostname.matches("[A-Za-z0-9._-]+") && hostname.length() <= LONGEST_HOSTNAME,
        "hostname is 1 to 64 letters, digits, dots or hyphens, not '" + hostname + "'");
    require(workdir.isAbsolute(), "workdir is an absolute path, not '" + workdir + "'");
    require(
        writable.isEmpty() || fileAccess != FileAccess.DIRECT,
        "writable has no meaning where all writes reach the host");
    for (Path directory : writable) {
      require(directory.isAbsolute(), "writable is an absolute path, not '" + directory + "'");
    }
    require(timeout == null || timeout.isPositive(), "timeout is more than zero");
    require(wallTimeout == null || wallTimeout.isPositive(), "wall-timeout is more than zero");
    for (String variable : env) {
      require(variable.indexOf('=') > 0, "env is NAME=VALUE, not '" + variable + "'");
    }
  }

  /** The options that hold when none is given, in the current directory. */
  public static RunConfig defaults() {
    return builder().build();
  }

  /** A builder that starts from {@link #defaults()}. */
  public static RunConfigBuilder builder() {
    return new RunConfigBuilder();
  }

  /** A builder that starts from these options. */
  public RunConfigBuilder toBuilder() {
    return new RunConfigBuilder(this);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
