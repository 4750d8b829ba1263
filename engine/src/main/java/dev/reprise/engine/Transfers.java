package dev.reprise.engine;

import java.util.zip.CRC32;

/**
 * A checksum of all bytes which handlers have read from and written to guests since the latest
 * event.
 *
 * <p>It makes the event log sensitive to data, not only to numbers: two runs which print different
 * texts of the same length differ at the very write.
 */
final class Transfers {
  private final CRC32 checksum = new CRC32();
  private final HostReads hostReads = new HostReads(this);
  private long latest;

  /** What the host kernel moves in place of handlers. */
  HostReads hostReads() {
    return hostReads;
  }

  void add(byte[] bytes, int offset, int length) {
    checksum.update(bytes, offset, length);
  }

  /** The checksum, which begins anew. */
  long take() {
    latest = checksum.getValue();
    checksum.reset();
    return latest;
  }

  /** What {@link #take} returned most recently. */
  long latest() {
    return latest;
  }
}
