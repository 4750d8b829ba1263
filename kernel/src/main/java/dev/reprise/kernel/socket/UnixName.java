package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an AF_UNIX socket.
 *
 * @param text the bytes of {@code sun_path} as ISO-8859-1: a path without its zero, or an abstract
 *     name that starts with one
 */
record UnixName(String text) {
  private static final int FAMILY_BYTES = 2;
  private static final int MAX_BYTES = 110;

  /** The address of a socket without a name. */
  static byte[] unnamed() {
    byte[] bytes = new byte[FAMILY_BYTES];
    bytes[0] = SocketKind.AF_UNIX;
    return bytes;
  }

  /** Whether an address has no name, which makes bind(2) choose one. */
  static boolean isUnnamed(byte[] bytes) {
    return bytes.length == FAMILY_BYTES && Bytes.getShort(bytes, 0) == SocketKind.AF_UNIX;
  }

  /** Reads a {@code struct sockaddr_un}; EINVAL when it is none. */
  static UnixName parse(byte[] bytes) {
    boolean fits = bytes.length > FAMILY_BYTES && bytes.length <= MAX_BYTES;
    if (!fits || Bytes.getShort(bytes, 0) != SocketKind.AF_UNIX) {
      throw new SyscallError(Errno.EINVAL);
    }
    int end = bytes.length;
    if (bytes[FAMILY_BYTES] != 0) {
      end = FAMILY_BYTES;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
    }
    return new UnixName(
        new String(bytes, FAMILY_BYTES, end - FAMILY_BYTES, StandardCharsets.ISO_8859_1));
  }

  boolean isAbstract() {
    return text.charAt(0) == 0;
  }

  /** The address; that of a path ends with its zero. */
  byte[] toBytes() {
    byte[] name = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = Arrays.copyOf(unnamed(), FAMILY_BYTES + name.length + (isAbstract() ? 0 : 1));
    System.arraycopy(name, 0, bytes, FAMILY_BYTES, name.length);
    return bytes;
  }
}
