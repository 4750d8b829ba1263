package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * Extended attributes: those of the guest's own name space. The others tell of the host's security
 * modules and layers.
 */
public final class XattrCalls {
  private static final int NAME_MAX = 255;
  private static final int WITHOUT_LINK = 1;

  private final Files files;
  private final Subjects subjects;

  public XattrCalls(Files files) {
    this.files = files;
    this.subjects = new Subjects(files);
  }

  public void register(Handlers handlers) {
    int[][] families = {
      {Nr.GETXATTR, Nr.LGETXATTR, Nr.FGETXATTR},
      {Nr.SETXATTR, Nr.LSETXATTR, Nr.FSETXATTR},
      {Nr.REMOVEXATTR, Nr.LREMOVEXATTR, Nr.FREMOVEXATTR}
    };
    for (int[] family : families) {
      boolean changing = family != families[0];
      handlers.on(family[0], call -> byName(call, true, changing));
      handlers.on(family[WITHOUT_LINK], call -> byName(call, false, changing));
      handlers.on(family[2], call -> byDescriptor(call, changing));
    }
    handlers.on(Nr.LISTXATTR, call -> list(call, named(call, true)));
    handlers.on(Nr.LLISTXATTR, call -> list(call, named(call, false)));
    handlers.on(Nr.FLISTXATTR, call -> list(call, subjects.open(call, call.intArg(0))));
  }

  private Subject named(Call call, boolean follow) {
    return subjects.named(call, Paths.AT_FDCWD, call.arg(0), follow);
  }

  /** Whether the guest may know of an attribute. */
  private static boolean isVisible(String name) {
    return name.startsWith("user.") && !name.startsWith("user.overlay.");
  }

  private static boolean isVisible(Call call) {
    return isVisible(call.memory().readCString(call.arg(1), NAME_MAX));
  }

  private long byName(Call call, boolean follow, boolean changing) {
    Target target = files.paths().resolve(call, Paths.AT_FDCWD, call.arg(0), follow, 0);
    if (!isVisible(call) || target.node() != null) {
      return -Errno.EOPNOTSUPP;
    }
    if (!changing) {
      return call.execute(
          call.nr(), target.address(), call.arg(1), call.arg(2), call.arg(3), call.arg(4));
    }
    Subject subject = named(call, follow);
    long address = java.util.Objects.requireNonNull(subject.target()).address();
    return changed(
        call,
        subject,
        call.execute(call.nr(), address, call.arg(1), call.arg(2), call.arg(3), call.arg(4)));
  }

  private long byDescriptor(Call call, boolean changing) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if (!(file instanceof KernelFile) || file instanceof SyntheticText || !isVisible(call)) {
      return -Errno.EOPNOTSUPP;
    }
    return changing
        ? changed(call, subjects.open(call, call.intArg(0)), call.execute())
        : call.execute();
  }

  private long changed(Call call, Subject subject, long result) {
    Inode inode = subject.inode();
    if (result == 0 && inode != null) {
      files.inodes().moved(inode, subject.statAgain(call));
      inode.touchAttributes(files.now());
      boolean directory = subject.host().isDirectory();
      files.tell(call, FileEvents.Kind.ATTRIBUTES, subject.path(), "", inode.number(), directory);
    }
    return result;
  }

  private static long list(Call call, Subject subject) {
    Target target = subject.target();
    long buffer = Scratch.buffer(call);
    long length;
    if (target == null) {
      length = call.execute(Nr.FLISTXATTR, subject.fd(), buffer, Scratch.BUFFER_SIZE);
    } else {
      int nr = subject.follow() ? Nr.LISTXATTR : Nr.LLISTXATTR;
      length = call.execute(nr, target.address(), buffer, Scratch.BUFFER_SIZE);
    }
    if (length < 0) {
      return length == -Errno.EOPNOTSUPP ? 0 : length;
    }
    byte[] shown = visible(call.memory().read(buffer, (int) length));
    if (call.arg(2) == 0) {
      return shown.length;
    }
    if (Long.compareUnsigned(call.arg(2), shown.length) < 0) {
      return -Errno.ERANGE;
    }
    call.memory().write(call.arg(1), shown);
    return shown.length;
  }

  private static byte[] visible(byte[] names) {
    TreeSet<String> sorted = new TreeSet<>();
    for (String name : new String(names, StandardCharsets.ISO_8859_1).split("\0")) {
      if (isVisible(name)) {
        sorted.add(name + "\0");
      }
    }
    return String.join("", sorted).getBytes(StandardCharsets.ISO_8859_1);
  }
}
