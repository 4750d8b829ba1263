package dev.reprise.kernel.futex;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import org.jspecify.annotations.Nullable;

/**
 * What makes two futex words the same.
 *
 * <p>A word in memory that is not shared is known by its memory map and address. One in a shared
 * mapping is known by the mapped object and the offset in it, so that processes which map it at
 * different addresses meet.
 *
 * @param space the memory map, or empty for a shared mapping
 * @param object the mapped object as the host names it; used for equality only, never shown
 * @param offset the address, or the offset in the object
 */
record FutexKey(long space, String object, long offset) {
  // A record's own methods are made at their first use, which would be felt at every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FutexKey that
        && space == that.space
        && offset == that.offset
        && object.equals(that.object);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(space) + object.hashCode()) + Long.hashCode(offset);
  }

  /** The key of a word which the guest declares to be private. */
  static FutexKey ofPrivate(Task task, long address) {
    AddressSpace space = task.process().addressSpace();
    return new FutexKey(space.id(), "", address);
  }

  /** The key of a word which may lie in a shared mapping. */
  static FutexKey ofShared(Task task, long address) {
    for (Mapping mapping : task.thread().hostMappings()) {
      if (mapping.holds(address) && mapping.isShared()) {
        long offset = mapping.offset() + address - mapping.start();
        return new FutexKey(0, mapping.device() + " " + mapping.inode(), offset);
      }
    }
    return ofPrivate(task, address);
  }
}
