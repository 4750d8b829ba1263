package dev.reprise.kernel.file;

/**
 * An existing file that a path names.
 *
 * @param path absolute; symbolic links on the way are not resolved
 * @param inode its virtual inode number
 * @param directory whether it is a directory
 */
public record Place(String path, long inode, boolean directory) {}
