package dev.reprise.engine;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;

/**
 * Does with a guest's open file, by the host's {@code /proc}, what only a name allows otherwise: a
 * guest sees no {@code /proc} of the host.
 */
final class OpenFiles {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int O_CLOEXEC = 0x80000;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_DONTWAIT_NOSIGNAL = 0x4040;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  // What a buffer holds for sendmsg(2): its header, one byte of data, a descriptor, a name.
  private static final int VECTOR = 56;
  private static final int BYTE = 72;
  private static final int CONTROL = 80;
  private static final int CONTROL_BYTES = 24;
  private static final int NAME = 104;
  private static final int NAME_BYTES = 110;

  private OpenFiles() {}

  /** A name of an open file, for this process alone. */
  static String name(Tracee tracee, int fd) {
    return "/proc/" + tracee.tid() + "/fd/" + fd;
  }

  /** Gives an open file a name in a directory that the tracee has open; 0 or {@code -errno}. */
  static long link(Tracee tracee, String file, int directory, String latinName) {
    String target = name(tracee, directory) + "/" + ByteText.ofLatin(latinName);
    return Linux.call(
        Nr.LINKAT,
        AT_FDCWD,
        string(file).address(),
        AT_FDCWD,
        string(target).address(),
        AT_SYMLINK_FOLLOW,
        0);
  }

  /**
   * Opens an open file anew, and sends it to a socket which is bound to a path in the tracee's
   * root; 0 or {@code -errno}.
   */
  static long send(Tracee tracee, String file, int flags, String socket) {
    long fd = Linux.call(Nr.OPEN, string(file).address(), flags | O_CLOEXEC);
    if (fd < 0) {
      return fd;
    }
    long sender = Linux.call(Nr.SOCKET, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    long result = sender;
    if (sender >= 0) {
      NativeBuffer message = message((int) fd, "/proc/" + tracee.tid() + "/root" + socket);
      result = Linux.call(Nr.SENDMSG, sender, message.address(), MSG_DONTWAIT_NOSIGNAL);
      Linux.call(Nr.CLOSE, sender);
    }
    Linux.call(Nr.CLOSE, fd);
    return Math.min(result, 0);
  }

  private static NativeBuffer message(int fd, String name) {
    NativeBuffer buffer = new NativeBuffer(NAME + NAME_BYTES);
    long base = buffer.address();
    buffer.putLong(0, base + NAME);
    buffer.putInt(8, NAME_BYTES);
    buffer.putLong(16, base + VECTOR);
    buffer.putLong(24, 1);
    buffer.putLong(32, base + CONTROL);
    buffer.putLong(40, CONTROL_BYTES);
    buffer.putLong(VECTOR, base + BYTE);
    buffer.putLong(VECTOR + 8, 1);
    buffer.putLong(CONTROL, CONTROL_BYTES - 4);
    buffer.putInt(CONTROL + 8, SOL_SOCKET);
    buffer.putInt(CONTROL + 12, SCM_RIGHTS);
    buffer.putInt(CONTROL + 16, fd);
    buffer.putInt(NAME, AF_UNIX);
    buffer.putCString(NAME + 2, name);
    return buffer;
  }

  private static NativeBuffer string(String text) {
    NativeBuffer buffer = new NativeBuffer(ByteText.bytes(text).length + 1);
    buffer.putCString(0, text);
    return buffer;
  }
}
