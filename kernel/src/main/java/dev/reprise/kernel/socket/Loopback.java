package dev.reprise.kernel.socket;

import dev.reprise.kernel.Kernel;

/** The only network interface, {@code lo}: what netlink, ioctl(2) and {@code /proc} tell of it. */
public final class Loopback {
  static final String NAME = "lo";
  static final int INDEX = 1;
  static final int MTU = 65_536;
  static final int QUEUE_LENGTH = 1000;

  /** ARPHRD_LOOPBACK. */
  static final int HARDWARE = 772;

  static final int IPV4_PREFIX = 8;
  static final int IPV6_PREFIX = 128;
  private static final int IFF_UP = 1;
  private static final int IFF_LOOPBACK = 8;
  private static final int IFF_RUNNING = 0x40;
  private static final int IFF_LOWER_UP = 0x10000;

  private final boolean up;

  public Loopback(Kernel kernel) {
    this.up = kernel.config().loopback();
  }

  /** Whether it is up; only then it has addresses. */
  public boolean isUp() {
    return up;
  }

  int flags() {
    return IFF_LOOPBACK | (up ? IFF_UP | IFF_RUNNING | IFF_LOWER_UP : 0);
  }

  static InternetAddress ipv4() {
    return InternetAddress.ANY_4.asDestination();
  }

  static InternetAddress ipv6() {
    return InternetAddress.ANY_6.asDestination();
  }
}
