package dev.reprise.container;

/**
 * A directory of the guest whose writes are treated otherwise than those of the one that holds it.
 *
 * @param guestPath the absolute path
 * @param readOnly whether they fail
 */
public record Place(String guestPath, boolean readOnly) {}
