package dev.reprise.kernel.fd;

/**
 * The {@code st_dev} of files which live in no mounted file system: Linux's are not predictable.
 */
public final class VirtualDevice {
  /** Of eventfd, epoll and their like (anon_inodefs). */
  public static final long ANONYMOUS = 0xe;

  /** Of pipes (pipefs). */
  public static final long PIPES = 0xd;

  /** Of sockets (sockfs). */
  public static final long SOCKETS = 0x8;

  /** Of terminals (devpts). */
  public static final long TERMINALS = 0x1a;

  private VirtualDevice() {}
}
