package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.kernel.identity.Credentials;

/**
 * In whose name permissions are judged.
 *
 * @param overrides whether none are judged here: the host alone decides
 */
record Who(Credentials credentials, int user, int group, boolean overrides) {

  /** The caller. */
  static Who of(Call call) {
    Credentials me = call.task().credentials();
    boolean capable = me.isCapable(Capability.DAC_OVERRIDE);
    return new Who(
        me, me.users().filesystem(), me.groupIds().filesystem(), capable || isTheHosts(call));
  }

  /** The caller by its real ids, for access(2): with what capabilities their user would have. */
  static Who real(Call call) {
    Credentials me = call.task().credentials();
    int user = me.users().real();
    boolean capable = user == 0 && (me.permitted() >>> Capability.DAC_OVERRIDE & 1) != 0;
    return new Who(me, user, me.groupIds().real(), capable || isTheHosts(call));
  }

  /**
   * A run that begins as an ordinary user stays this user, whom the host judges. One that begins as
   * root is root of the name space for the host, whoever the guest has become.
   */
  private static boolean isTheHosts(Call call) {
    return call.kernel().config().userId() != 0;
  }

  boolean isIn(int otherGroup) {
    return group == otherGroup || credentials.isInGroup(otherGroup);
  }

  boolean owns(Inode inode) {
    return user == inode.owner() || credentials.isCapable(Capability.FOWNER);
  }
}
