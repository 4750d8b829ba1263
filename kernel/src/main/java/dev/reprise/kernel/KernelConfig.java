package dev.reprise.kernel;

import java.util.List;
import java.util.Set;

/**
 * The inputs of a run which the deterministic kernel needs.
 *
 * @param epochNanos the wall clock at start, nanoseconds since 1970
 * @param randomSeed the seed of everything that is random for the guest
 * @param hostname what uname(2) tells
 * @param cpus the number of CPUs which the guest sees, from 1
 * @param memoryBytes the size of memory which the guest sees
 * @param userId the user which the guest sees itself as at first
 * @param groupId the group which the guest sees itself in at first
 * @param loopback whether there is a loopback interface; without it, no address can be reached
 * @param mounts what of the files is read-only and what is not, by path; the root is first
 * @param hostNames whether the files by which names of hosts are found are the host's
 * @param hostFileTimes whether files from before the run show their real times
 * @param timeoutNanos the virtual time after which the run ends, or {@code Long.MAX_VALUE}
 * @param allowed names of refused features which the user has opened
 */
public record KernelConfig(
    long epochNanos,
    long randomSeed,
    String hostname,
    int cpus,
    long memoryBytes,
    int userId,
    int groupId,
    boolean loopback,
    List<Mount> mounts,
    boolean hostNames,
    boolean hostFileTimes,
    long timeoutNanos,
    Set<String> allowed) {

  /**
   * A part of the one disk which the guest sees.
   *
   * @param path where it is
   * @param readOnly whether nothing in it can be changed
   */
  public record Mount(String path, boolean readOnly) {}
}
