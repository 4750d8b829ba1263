package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Refused;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The extended attributes which the host has of a file: an input where the file is from before the
 * run, and a copy of the guest's view where the host's file system can keep one.
 */
final class HostAttributes {
  private static final int NAME_SLOT = 2;

  private HostAttributes() {}

  /**
   * Whether the guest may know of an attribute. All others tell of the host's security modules and
   * of the layers of the container.
   */
  static boolean isVisible(String name) {
    return name.startsWith("user.") && !name.startsWith("user.overlay.");
  }

  /** What a file from before the run has; nothing where the host's file system has none. */
  static Attributes read(Call call, Subject subject) {
    Attributes found = new Attributes();
    long buffer = Scratch.buffer(call);
    long length = on(call, subject, Nr.FLISTXATTR, Nr.LISTXATTR, buffer, Scratch.BUFFER_SIZE, 0, 0);
    if (length <= 0) {
      return found;
    }
    String names =
        new String(call.memory().read(buffer, (int) length), StandardCharsets.ISO_8859_1);
    for (String name : names.split("\0", -1)) {
      byte[] value = isVisible(name) ? value(call, subject, name) : null;
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }

  private static byte @Nullable [] value(Call call, Subject subject, String name) {
    long buffer = Scratch.buffer(call);
    long at = Scratch.path(call, NAME_SLOT, name);
    long length = on(call, subject, Nr.FGETXATTR, Nr.GETXATTR, at, buffer, Scratch.BUFFER_SIZE, 0);
    if (length == -Errno.ERANGE) {
      throw new Refused("the extended attribute " + name + " of " + subject.path() + " is too big");
    }
    return length < 0 ? null : call.memory().read(buffer, (int) length);
  }

  /**
   * Sets an attribute on the host too.
   *
   * @return an error where the file may not be changed; 0 also where the host cannot keep it
   */
  static long set(Call call, Subject subject, String name, long value, int size) {
    long at = Scratch.path(call, NAME_SLOT, name);
    return important(on(call, subject, Nr.FSETXATTR, Nr.SETXATTR, at, value, size, 0));
  }

  /** Removes an attribute on the host too; as {@link #set}. */
  static long remove(Call call, Subject subject, String name) {
    long at = Scratch.path(call, NAME_SLOT, name);
    return important(on(call, subject, Nr.FREMOVEXATTR, Nr.REMOVEXATTR, at, 0, 0, 0));
  }

  /** Only what says that the file may not be changed is the guest's to know. */
  private static long important(long result) {
    boolean known = result == -Errno.EACCES || result == -Errno.EPERM || result == -Errno.EROFS;
    return known ? result : 0;
  }

  private static long on(
      Call call, Subject subject, int byDescriptor, int byName, long a, long b, long c, long d) {
    Target target = subject.target();
    return target == null
        ? call.execute(byDescriptor, subject.fd(), a, b, c, d)
        : call.execute(byName, target.address(), a, b, c, d);
  }
}
