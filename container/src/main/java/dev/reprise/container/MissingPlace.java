package dev.reprise.container;

/**
 * Something on which to mount, in a host directory that does not have it.
 *
 * @param name the path in that directory
 * @param mode the permission bits
 * @param isDirectory whether it is a directory, or else a file
 */
record MissingPlace(String name, int mode, boolean isDirectory) {}
