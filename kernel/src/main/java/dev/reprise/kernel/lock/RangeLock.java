package dev.reprise.kernel.lock;

/**
 * A lock of a range of bytes.
 *
 * @param owner who holds it, by identity
 * @param pid the process that set it, or -1 when it belongs to an open file
 * @param exclusive whether it keeps out readers too
 * @param first the first byte
 * @param last the last byte, {@code Long.MAX_VALUE} for the end of the file wherever it is
 */
record RangeLock(Object owner, int pid, boolean exclusive, long first, long last) {

  boolean overlaps(RangeLock other) {
    return first <= other.last && other.first <= last;
  }

  /** Whether the two cannot be held at once. */
  boolean conflicts(RangeLock other) {
    return owner != other.owner && (exclusive || other.exclusive) && overlaps(other);
  }

  RangeLock within(long newFirst, long newLast) {
    return new RangeLock(owner, pid, exclusive, newFirst, newLast);
  }
}
