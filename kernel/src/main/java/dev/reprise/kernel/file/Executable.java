package dev.reprise.kernel.file;

import org.jspecify.annotations.Nullable;

/**
 * The program file which an exec names, as the host's execveat(2) takes it.
 *
 * @param dirfd where the host starts
 * @param address the path in guest memory
 * @param flags of execveat(2)
 * @param path the absolute path, in which symbolic links are not resolved
 * @param target what the path names, if nobody has looked yet whether there is such a file; else
 *     null
 */
public record Executable(
    int dirfd, long address, int flags, String path, @Nullable Target target) {}
