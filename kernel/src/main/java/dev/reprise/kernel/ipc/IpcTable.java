package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind, by id. Ids rise and are not used again, so that an old one never means a
 * new object; as on Linux the lower bits are the object's index.
 *
 * @param <T> the kind
 */
final class IpcTable<T extends IpcObject> {
  static final int IPC_PRIVATE = 0;
  static final int IPC_CREAT = 01000;
  static final int IPC_EXCL = 02000;
  static final int IPC_NOWAIT = 04000;
  static final int IPC_RMID = 0;
  static final int IPC_SET = 1;
  static final int IPC_STAT = 2;
  static final int IPC_INFO = 3;

  private static final int INDEX_BITS = 15;

  private final TreeMap<Integer, T> byId = new TreeMap<>();
  private final int most;
  private int next;

  /** At most {@code most} objects may exist at a time. */
  IpcTable(int most) {
    this.most = most;
  }

  static int index(int id) {
    return id & (1 << INDEX_BITS) - 1;
  }

  static int sequence(int id) {
    return id >> INDEX_BITS;
  }

  /** The object of a key if there is one that serves, else a new one, as the flags say. */
  T get(Call call, int key, int flags, Supplier<T> maker) {
    T found = key == IPC_PRIVATE ? null : byKey(key);
    if (found != null) {
      if ((flags & IPC_CREAT) != 0 && (flags & IPC_EXCL) != 0) {
        throw new SyscallError(Errno.EEXIST);
      }
      found.permissions().require(call, flags);
      return found;
    }
    if (key != IPC_PRIVATE && (flags & IPC_CREAT) == 0) {
      throw new SyscallError(Errno.ENOENT);
    }
    if (byId.size() >= most) {
      throw new SyscallError(Errno.ENOSPC);
    }
    T made = maker.get();
    made.setId(next);
    byId.put(next++, made);
    return made;
  }

  private @Nullable T byKey(int key) {
    for (T object : byId.values()) {
      if (object.permissions().key() == key) {
        return object;
      }
    }
    return null;
  }

  /** The object of an id; an unknown one raises EINVAL. */
  T require(int id) {
    T found = byId.get(id);
    if (found == null) {
      throw new SyscallError(Errno.EINVAL);
    }
    return found;
  }

  /** The object of an id, for a caller who may change or remove it. */
  T requireOwned(Call call, int id) {
    T found = require(id);
    found.permissions().requireOwner(call);
    return found;
  }

  /**
   * The object whose status argument 0 asks for: by its id, or by its index with the commands for
   * ipcs(1).
   *
   * @param open the command for which nobody needs permission to read
   */
  T requireAsked(Call call, int command, int open) {
    T found = command == IPC_STAT ? require(call.intArg(0)) : requireIndex(call.intArg(0));
    if (command != open) {
      found.permissions().require(call, Permissions.READ);
    }
    return found;
  }

  private T requireIndex(int index) {
    for (T object : byId.values()) {
      if (index(object.id()) == index) {
        return object;
      }
    }
    throw new SyscallError(Errno.EINVAL);
  }

  /** The highest index in use, or 0. */
  int highestIndex() {
    int highest = 0;
    for (int id : byId.keySet()) {
      highest = Math.max(highest, index(id));
    }
    return highest;
  }

  void remove(T object) {
    byId.remove(object.id());
  }

  /** All objects in the order of their creation. */
  Iterable<T> all() {
    return java.util.List.copyOf(byId.values());
  }

  int size() {
    return byId.size();
  }
}
