package dev.reprise.engine;

import org.jspecify.annotations.Nullable;

/**
 * What tells a file from others and from its own former content.
 *
 * @param device the host's number
 * @param inode the host's number
 * @param size in bytes
 * @param modifiedSeconds when it was changed, in seconds since 1970
 * @param modifiedNanos and nanoseconds
 */
record FileIdentity(long device, long inode, long size, long modifiedSeconds, long modifiedNanos) {

  // A record's own methods are made at their first use, which would be felt at every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileIdentity that
        && device == that.device
        && inode == that.inode
        && size == that.size
        && modifiedSeconds == that.modifiedSeconds
        && modifiedNanos == that.modifiedNanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * (31 * inode + device) + modifiedNanos);
  }
}
