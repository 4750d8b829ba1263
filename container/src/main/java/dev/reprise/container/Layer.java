package dev.reprise.container;

import java.nio.file.Path;

/**
 * A throw-away layer over a host directory.
 *
 * @param number names its directory among the container's layers
 * @param lower the host directory beneath it
 * @param permissions the mode bits of the host directory, which the layer does not show by itself
 * @param guestPath where the guest sees it
 */
record Layer(int number, Path lower, int permissions, String guestPath) {}
