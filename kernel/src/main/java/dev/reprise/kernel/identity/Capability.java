package dev.reprise.kernel.identity;

/** The capabilities which this kernel asks for, by their numbers in capabilities(7). */
public final class Capability {
  public static final int CHOWN = 0;
  public static final int DAC_OVERRIDE = 1;
  public static final int FOWNER = 3;
  public static final int FSETID = 4;
  public static final int KILL = 5;
  public static final int SETGID = 6;
  public static final int SETUID = 7;
  public static final int SETPCAP = 8;
  public static final int NET_BIND_SERVICE = 10;
  public static final int NET_RAW = 13;
  public static final int IPC_OWNER = 15;
  public static final int SYS_CHROOT = 18;
  public static final int SYS_ADMIN = 21;
  public static final int SYS_RESOURCE = 24;

  /** What containers usually leave to their root. */
  static final long CONTAINER_ROOT = 0xa80425fbL;

  /** Those which come and go with the user id for file systems; of them, what exists here. */
  static final long FILE_SYSTEM =
      1L << CHOWN
          | 1L << DAC_OVERRIDE
          | 1L << FOWNER
          | 1L << FSETID
          | 1L << 2
          | 1L << 9
          | 1L << 27
          | 1L << 32;

  /** All that Linux 6.1 knows. */
  static final long ALL = (1L << Machine.LAST_CAPABILITY + 1) - 1;

  private Capability() {}
}
