package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.linux.Errno;

/** Who may do what with an object of System V IPC: {@code struct ipc64_perm}. */
final class Permissions {
  static final int SIZE = 48;
  static final int READ = 0444;
  static final int WRITE = 0222;

  private static final int ALL = 0777;

  private final int creator;
  private final int creatorGroup;
  private int key;
  private int user;
  private int group;
  private int mode;

  /** The object belongs to the user of the call. */
  Permissions(Call call, int key, int mode) {
    this.key = key;
    this.creator = user(call);
    this.user = creator;
    this.creatorGroup = call.task().credentials().groupIds().effective();
    this.group = creatorGroup;
    this.mode = mode & ALL;
  }

  private static int user(Call call) {
    return call.task().credentials().users().effective();
  }

  private static boolean isMember(Call call, int group) {
    Credentials me = call.task().credentials();
    return me.groupIds().effective() == group || me.isInGroup(group);
  }

  int key() {
    return key;
  }

  /** The object can no longer be found by its key. */
  void forgetKey() {
    key = 0;
  }

  /**
   * Checks for some of nine mode bits, whichever three of them they are.
   *
   * @throws SyscallError EACCES
   */
  void require(Call call, int wanted) {
    int requested = (wanted >> 6 | wanted >> 3 | wanted) & 7;
    int me = user(call);
    int granted = mode;
    if (me == creator || me == user) {
      granted >>= 6;
    } else if (isMember(call, group) || isMember(call, creatorGroup)) {
      granted >>= 3;
    }
    if ((requested & ~granted) != 0 && !call.task().credentials().isCapable(Capability.IPC_OWNER)) {
      throw new SyscallError(Errno.EACCES);
    }
  }

  /**
   * Only owners may change or remove an object.
   *
   * @throws SyscallError EPERM
   */
  void requireOwner(Call call) {
    int me = user(call);
    if (me != creator && me != user && !call.task().credentials().isCapable(Capability.SYS_ADMIN)) {
      throw new SyscallError(Errno.EPERM);
    }
  }

  /** Takes owner and mode from the structure which IPC_SET was given. */
  void set(byte[] from) {
    user = Bytes.getInt(from, 4);
    group = Bytes.getInt(from, 8);
    mode = Bytes.getInt(from, 20) & ALL;
  }

  /**
   * Writes the structure to the beginning of {@code into}.
   *
   * @param id of the object
   * @param flags beside the mode, as SHM_DEST
   */
  void put(byte[] into, int id, int flags) {
    Bytes.putInt(into, 0, key);
    Bytes.putInt(into, 4, user);
    Bytes.putInt(into, 8, group);
    Bytes.putInt(into, 12, creator);
    Bytes.putInt(into, 16, creatorGroup);
    Bytes.putInt(into, 20, mode | flags);
    Bytes.putShort(into, 24, IpcTable.sequence(id));
  }
}
