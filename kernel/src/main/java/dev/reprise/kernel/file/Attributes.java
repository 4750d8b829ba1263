package dev.reprise.kernel.file;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The extended attributes of one file, sorted by name.
 *
 * <p>Room and errors are those of an ext4 file system, whichever the host has: a set that it would
 * refuse for want of space is refused.
 */
final class Attributes {
  private static final int CREATE = 1;
  private static final int REPLACE = 2;

  /** A block without its header and the mark of its end. */
  private static final int ROOM = 4096 - 32 - 4;

  private static final int ENTRY_HEADER = 16;
  private static final int PREFIX = "user.".length();

  private final TreeMap<String, byte[]> values = new TreeMap<>();

  byte @Nullable [] get(String name) {
    return values.get(name);
  }

  /** Raises the error with which setxattr(2) refuses a value, given its flags. */
  void check(String name, byte[] value, int flags) {
    byte[] old = values.get(name);
    if ((flags & CREATE) != 0 && old != null) {
      throw new SyscallError(Errno.EEXIST);
    }
    if ((flags & REPLACE) != 0 && old == null) {
      throw new SyscallError(Errno.ENODATA);
    }
    int freed = old == null ? 0 : size(name, old);
    if (size() - freed + size(name, value) > ROOM) {
      throw new SyscallError(Errno.ENOSPC);
    }
  }

  void put(String name, byte[] value) {
    values.put(name, value);
  }

  void remove(String name) {
    values.remove(name);
  }

  /** All names, each with its zero. */
  String list() {
    StringBuilder names = new StringBuilder();
    values.keySet().forEach(name -> names.append(name).append('\0'));
    return names.toString();
  }

  private int size() {
    int size = 0;
    for (Map.Entry<String, byte[]> entry : values.entrySet()) {
      size += size(entry.getKey(), entry.getValue());
    }
    return size;
  }

  private static int size(String name, byte[] value) {
    return ENTRY_HEADER + padded(name.length() - PREFIX) + padded(value.length);
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }
}
