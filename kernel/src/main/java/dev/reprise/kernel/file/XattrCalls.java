package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Extended attributes: those of the guest's own name space, kept in its view of the file. */
public final class XattrCalls {
  private static final int NAME_MAX = 255;
  private static final int VALUE_MAX = 65_536;
  private static final int FLAGS = 3;

  private final Files files;
  private final Subjects subjects;

  public XattrCalls(Files files) {
    this.files = files;
    this.subjects = new Subjects(files);
  }

  /** A call on a file; null stands for one which cannot have attributes. */
  @FunctionalInterface
  private interface Action {
    long on(Call call, @Nullable Subject subject);
  }

  public void register(Handlers handlers) {
    family(handlers, Nr.GETXATTR, Nr.LGETXATTR, Nr.FGETXATTR, this::get);
    family(handlers, Nr.SETXATTR, Nr.LSETXATTR, Nr.FSETXATTR, this::set);
    family(handlers, Nr.REMOVEXATTR, Nr.LREMOVEXATTR, Nr.FREMOVEXATTR, this::remove);
    family(handlers, Nr.LISTXATTR, Nr.LLISTXATTR, Nr.FLISTXATTR, this::list);
  }

  private void family(Handlers handlers, int named, int link, int open, Action action) {
    handlers.on(named, call -> action.on(call, named(call, true)));
    handlers.on(link, call -> action.on(call, named(call, false)));
    handlers.on(open, call -> action.on(call, open(call)));
  }

  private @Nullable Subject named(Call call, boolean follow) {
    Target target = files.paths().resolve(call, Paths.AT_FDCWD, call.arg(0), follow, 0);
    return target.node() == null || target.node() instanceof Synthetic.Descriptor
        ? subjects.named(call, Paths.AT_FDCWD, call.arg(0), follow)
        : null;
  }

  private @Nullable Subject open(Call call) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if ((file.flags() & Opening.O_PATH) != 0) {
      throw new SyscallError(Errno.EBADF);
    }
    return file instanceof KernelFile && !(file instanceof SyntheticText)
        ? subjects.open(call, call.intArg(0))
        : null;
  }

  /** The name which argument 1 points to. */
  private static String name(Call call) {
    String name;
    try {
      name = call.memory().readCString(call.arg(1), NAME_MAX);
    } catch (SyscallError error) {
      throw new SyscallError(error.errno() == Errno.ENAMETOOLONG ? Errno.ERANGE : error.errno());
    }
    if (name.isEmpty()) {
      throw new SyscallError(Errno.ERANGE);
    }
    if (!HostAttributes.isVisible(name)) {
      throw new SyscallError(Errno.EOPNOTSUPP);
    }
    return name;
  }

  /**
   * A file that can have an attribute, for a caller with this permission. Links and special files
   * have no attributes of this name space: the error is then {@code otherwise}.
   */
  private Subject holder(
      Call call, @Nullable Subject subject, String name, int wanted, int otherwise) {
    if (subject == null || subject.inode() == null) {
      throw new SyscallError(Errno.EOPNOTSUPP);
    }
    if (wanted == Access.WRITE) {
      files.readOnly().forbid(call, subject);
    }
    if (!canHold(subject)) {
      throw new SyscallError(otherwise);
    }
    if (name.equals("user.")) {
      throw new SyscallError(Errno.EINVAL);
    }
    files.access().require(call, subject.host(), wanted);
    return subject;
  }

  private static boolean canHold(Subject subject) {
    int type = subject.host().type();
    return type == HostStat.S_IFREG || type == HostStat.S_IFDIR;
  }

  private static Inode inode(Subject subject) {
    return java.util.Objects.requireNonNull(subject.inode());
  }

  private static Attributes of(Call call, Subject subject) {
    Inode inode = inode(subject);
    Attributes known = inode.attributes();
    if (known == null) {
      known = HostAttributes.read(call, subject);
      inode.setAttributes(known);
    }
    return known;
  }

  private long get(Call call, @Nullable Subject subject) {
    String name = name(call);
    Subject file = holder(call, subject, name, Access.READ, Errno.ENODATA);
    byte[] value = of(call, file).get(name);
    return value == null ? -Errno.ENODATA : put(call, call.arg(2), call.arg(3), value);
  }

  private static long put(Call call, long address, long size, byte[] value) {
    if (size == 0) {
      return value.length;
    }
    if (Long.compareUnsigned(size, value.length) < 0) {
      return -Errno.ERANGE;
    }
    call.memory().write(address, value);
    return value.length;
  }

  private long set(Call call, @Nullable Subject subject) {
    if ((call.intArg(4) & ~FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    String name = name(call);
    if (Long.compareUnsigned(call.arg(3), VALUE_MAX) > 0) {
      return -Errno.E2BIG;
    }
    Subject file = holder(call, subject, name, Access.WRITE, Errno.EPERM);
    int size = (int) call.arg(3);
    byte[] value = size == 0 ? new byte[0] : call.memory().read(call.arg(2), size);
    Attributes attributes = of(call, file);
    attributes.check(name, value, call.intArg(4));
    long result = HostAttributes.set(call, file, name, call.arg(2), size);
    if (result == 0) {
      attributes.put(name, value);
      changed(call, file);
    }
    return result;
  }

  private long remove(Call call, @Nullable Subject subject) {
    String name = name(call);
    Subject file = holder(call, subject, name, Access.WRITE, Errno.EPERM);
    Attributes attributes = of(call, file);
    if (attributes.get(name) == null) {
      return -Errno.ENODATA;
    }
    long result = HostAttributes.remove(call, file, name);
    if (result == 0) {
      attributes.remove(name);
      changed(call, file);
    }
    return result;
  }

  private void changed(Call call, Subject subject) {
    Inode inode = inode(subject);
    files.inodes().moved(inode, subject.statAgain(call));
    inode.touchAttributes(files.now());
    boolean directory = subject.host().isDirectory();
    files.tell(call, FileEvents.Kind.ATTRIBUTES, subject.path(), "", inode.number(), directory);
  }

  private long list(Call call, @Nullable Subject subject) {
    String names = "";
    if (subject != null && subject.inode() != null && canHold(subject)) {
      names = of(call, subject).list();
    }
    return put(call, call.arg(1), call.arg(2), names.getBytes(StandardCharsets.ISO_8859_1));
  }
}
