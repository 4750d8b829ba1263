package dev.reprise.kernel.file;

import org.jspecify.annotations.Nullable;

/**
 * What a path argument names.
 *
 * @param dirfd where the host starts, if {@code given} is relative
 * @param address the path in guest memory, for the host's call
 * @param given the path as it is at that address
 * @param path the same file by its absolute path; symbolic links on the way are not resolved
 * @param node the synthetic file which it is, or null when it is the host's business
 */
public record Target(
    int dirfd, long address, String given, String path, Synthetic.@Nullable Node node) {}
