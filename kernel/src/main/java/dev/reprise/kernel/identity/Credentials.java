package dev.reprise.kernel.identity;

import java.util.Arrays;

/**
 * Who a thread is and what it may do: its ids, groups and capabilities, and the personality.
 *
 * <p>All of it is the guest's view. For the host a run is one user, and power over the host comes
 * from nothing here. As on Linux each thread has its own; libc sets them in all threads at once, by
 * a signal to each.
 */
public final class Credentials {
  static final int NO_ROOT = 1;
  static final int NO_SETUID_FIXUP = 1 << 2;
  static final int KEEP_CAPABILITIES = 1 << 4;
  static final int NO_AMBIENT_RAISE = 1 << 6;

  private Ids users = Ids.all(0);
  private Ids groupIds = Ids.all(0);
  private int[] groups = {};
  private long effective;
  private long permitted;
  private long inheritable;
  private long bounding = Capability.CONTAINER_ROOT;
  private long ambient;
  private int secureBits;
  private int personality;

  /** The state of the first process. */
  public static Credentials initial(int userId, int groupId) {
    Credentials credentials = new Credentials();
    credentials.users = Ids.all(userId);
    credentials.groupIds = Ids.all(groupId);
    if (userId == 0) {
      credentials.effective = credentials.bounding;
      credentials.permitted = credentials.bounding;
    }
    return credentials;
  }

  /** What a child gets. */
  public Credentials copy() {
    Credentials copy = new Credentials();
    copy.users = users.copy();
    copy.groupIds = groupIds.copy();
    copy.groups = groups.clone();
    copy.effective = effective;
    copy.permitted = permitted;
    copy.inheritable = inheritable;
    copy.bounding = bounding;
    copy.ambient = ambient;
    copy.secureBits = secureBits;
    copy.personality = personality;
    return copy;
  }

  /** User ids. */
  public Ids users() {
    return users;
  }

  /** Group ids, without the supplementary groups. */
  public Ids groupIds() {
    return groupIds;
  }

  /** The supplementary groups, rising. */
  public int[] groups() {
    return groups.clone();
  }

  void setGroups(int[] newGroups) {
    groups = newGroups.clone();
    Arrays.sort(groups);
  }

  /** Whether a supplementary group is this one. */
  public boolean isInGroup(int group) {
    return Arrays.binarySearch(groups, group) >= 0;
  }

  /** Whether a real id differs from the effective one, so that libc trusts no environment. */
  public boolean actsForAnother() {
    return users.real() != users.effective() || groupIds.real() != groupIds.effective();
  }

  /** Whether a capability, by its number, is effective. */
  public boolean isCapable(int capability) {
    return (effective >>> capability & 1) != 0;
  }

  public long effective() {
    return effective;
  }

  public long permitted() {
    return permitted;
  }

  public long inheritable() {
    return inheritable;
  }

  /** The capabilities which no program that is executed can exceed. */
  public long bounding() {
    return bounding;
  }

  /** The capabilities which programs that are executed keep. */
  public long ambient() {
    return ambient;
  }

  int secureBits() {
    return secureBits;
  }

  void setSecureBits(int bits) {
    secureBits = bits;
  }

  void setAmbient(long set) {
    ambient = set;
  }

  void dropBounding(int capability) {
    bounding &= ~(1L << capability);
  }

  void setCapabilities(long newEffective, long newPermitted, long newInheritable) {
    effective = newEffective;
    permitted = newPermitted;
    inheritable = newInheritable;
    ambient &= permitted & inheritable;
  }

  /**
   * Takes user ids; capabilities follow as capabilities(7) says of changes between 0 and others.
   */
  void setUsers(int real, int newEffective, int saved) {
    final boolean wasRoot = users.has(0);
    final int before = users.effective();
    users.set(real, newEffective, saved);
    if ((secureBits & NO_SETUID_FIXUP) != 0) {
      return;
    }
    if (wasRoot && !users.has(0)) {
      if ((secureBits & KEEP_CAPABILITIES) == 0) {
        permitted = 0;
        effective = 0;
      }
      ambient = 0;
    }
    if (before == 0 && newEffective != 0) {
      effective = 0;
    } else if (before != 0 && newEffective == 0) {
      effective = permitted;
    }
  }

  /** Takes a user id for files alone. */
  void setFilesystemUser(int id) {
    int before = users.filesystem();
    users.setFilesystem(id);
    if ((secureBits & NO_SETUID_FIXUP) != 0) {
      return;
    }
    if (before == 0 && id != 0) {
      effective &= ~Capability.FILE_SYSTEM;
    } else if (before != 0 && id == 0) {
      effective |= permitted & Capability.FILE_SYSTEM;
    }
  }

  /** The program is replaced. Set-user-id bits and capabilities of its file have no effect. */
  public void execed() {
    users.set(users.real(), users.effective(), users.effective());
    groupIds.set(groupIds.real(), groupIds.effective(), groupIds.effective());
    boolean honoursRoot = (secureBits & NO_ROOT) == 0;
    permitted = honoursRoot && users.has(0) ? bounding | inheritable : ambient;
    effective = honoursRoot && users.effective() == 0 ? permitted : ambient;
    secureBits &= ~KEEP_CAPABILITIES;
  }

  public int personality() {
    return personality;
  }

  void setPersonality(int newPersonality) {
    personality = newPersonality;
  }
}
