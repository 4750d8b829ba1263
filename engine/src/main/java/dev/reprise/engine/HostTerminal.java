package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;

/** Whether the descriptors of this process are terminals. */
public final class HostTerminal {
  private static final int TCGETS = 0x5401;
  private static final int TERMIOS_BYTES = 64;

  private HostTerminal() {}

  /** Whether a descriptor, for example 0, is a terminal. */
  public static boolean is(int fd) {
    return Linux.call(Nr.IOCTL, fd, TCGETS, new NativeBuffer(TERMIOS_BYTES).address()) == 0;
  }
}
