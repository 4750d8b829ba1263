package dev.reprise.kernel.identity;

/**
 * What a process may do beside what its user ids say: capabilities, supplementary groups and the
 * personality. They are remembered for the guest to read; power over the host comes from none.
 *
 * <p>Linux keeps them for each thread. Libraries set them for all threads at once, so here a
 * process has one set.
 */
public final class Credentials {
  /** What containers usually leave to their root. */
  private static final long CONTAINER_ROOT = 0xa80425fbL;

  private long effective;
  private long permitted;
  private long inheritable;
  private int[] groups = {};
  private int personality;

  /** The state of the first process. */
  public static Credentials initial(int userId) {
    Credentials credentials = new Credentials();
    if (userId == 0) {
      credentials.effective = CONTAINER_ROOT;
      credentials.permitted = CONTAINER_ROOT;
    }
    return credentials;
  }

  /** What a child gets. */
  public Credentials copy() {
    Credentials copy = new Credentials();
    copy.effective = effective;
    copy.permitted = permitted;
    copy.inheritable = inheritable;
    copy.groups = groups.clone();
    copy.personality = personality;
    return copy;
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
    return CONTAINER_ROOT;
  }

  void setCapabilities(long newEffective, long newPermitted, long newInheritable) {
    effective = newEffective;
    permitted = newPermitted;
    inheritable = newInheritable;
  }

  /** The program is replaced: root has again what it had dropped, within the bounding set. */
  public void execed(boolean root) {
    permitted = root ? CONTAINER_ROOT : 0;
    effective = permitted;
  }

  /** The supplementary groups, rising. */
  public int[] groups() {
    return groups.clone();
  }

  void setGroups(int[] newGroups) {
    groups = newGroups.clone();
  }

  public int personality() {
    return personality;
  }

  void setPersonality(int newPersonality) {
    personality = newPersonality;
  }
}
