package dev.reprise.kernel.identity;

import dev.reprise.kernel.Call;
import dev.reprise.linux.Errno;

/** What prctl(2) asks and changes of capabilities. */
public final class CapabilityOptions {
  private static final int AMBIENT_IS_SET = 1;
  private static final int AMBIENT_RAISE = 2;
  private static final int AMBIENT_LOWER = 3;
  private static final int AMBIENT_CLEAR_ALL = 4;

  /** Every second bit locks the one below it. */
  private static final int LOCKS = 0xaa;

  private static final int KNOWN_SECURE_BITS = 0xff;

  private CapabilityOptions() {}

  private static boolean isUnknown(long number) {
    return number < 0 || number > Machine.LAST_CAPABILITY;
  }

  /** PR_CAPBSET_READ. */
  public static long readBounding(Call call) {
    long number = call.arg(1);
    return isUnknown(number) ? -Errno.EINVAL : call.task().credentials().bounding() >>> number & 1;
  }

  /** PR_CAPBSET_DROP. */
  public static long dropBounding(Call call) {
    Credentials credentials = call.task().credentials();
    if (!credentials.isCapable(Capability.SETPCAP)) {
      return -Errno.EPERM;
    }
    if (isUnknown(call.arg(1))) {
      return -Errno.EINVAL;
    }
    credentials.dropBounding(call.intArg(1));
    return 0;
  }

  /** PR_CAP_AMBIENT. */
  public static long ambient(Call call) {
    Credentials credentials = call.task().credentials();
    int what = (int) call.arg(1);
    if (what == AMBIENT_CLEAR_ALL) {
      credentials.setAmbient(0);
      return 0;
    }
    if (isUnknown(call.arg(2)) || what < AMBIENT_IS_SET || what > AMBIENT_LOWER) {
      return -Errno.EINVAL;
    }
    long bit = 1L << call.arg(2);
    if (what == AMBIENT_IS_SET) {
      return (credentials.ambient() & bit) == 0 ? 0 : 1;
    }
    if (what == AMBIENT_LOWER) {
      credentials.setAmbient(credentials.ambient() & ~bit);
      return 0;
    }
    boolean refused =
        (credentials.permitted() & credentials.inheritable() & bit) == 0
            || (credentials.secureBits() & Credentials.NO_AMBIENT_RAISE) != 0;
    if (refused) {
      return -Errno.EPERM;
    }
    credentials.setAmbient(credentials.ambient() | bit);
    return 0;
  }

  /** PR_GET_SECUREBITS. */
  public static long secureBits(Call call) {
    return call.task().credentials().secureBits();
  }

  /** PR_SET_SECUREBITS. */
  public static long setSecureBits(Call call) {
    Credentials credentials = call.task().credentials();
    int old = credentials.secureBits();
    int wanted = (int) call.arg(1);
    int locked = (old & LOCKS) >>> 1;
    boolean refused =
        ((old ^ wanted) & locked) != 0
            || (old & LOCKS & ~wanted) != 0
            || (wanted & ~KNOWN_SECURE_BITS) != 0
            || !credentials.isCapable(Capability.SETPCAP);
    if (refused) {
      return -Errno.EPERM;
    }
    credentials.setSecureBits(wanted);
    return 0;
  }

  /** PR_GET_KEEPCAPS. */
  public static long keepsCapabilities(Call call) {
    return (call.task().credentials().secureBits() & Credentials.KEEP_CAPABILITIES) == 0 ? 0 : 1;
  }

  /** PR_SET_KEEPCAPS. */
  public static long setKeepsCapabilities(Call call) {
    Credentials credentials = call.task().credentials();
    int bits = credentials.secureBits();
    if (call.arg(1) != 0 && call.arg(1) != 1) {
      return -Errno.EINVAL;
    }
    if ((bits & Credentials.KEEP_CAPABILITIES << 1) != 0) {
      return -Errno.EPERM;
    }
    int keep = Credentials.KEEP_CAPABILITIES;
    credentials.setSecureBits(call.arg(1) == 1 ? bits | keep : bits & ~keep);
    return 0;
  }
}
