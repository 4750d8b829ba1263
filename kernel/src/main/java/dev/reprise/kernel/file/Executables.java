package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** Finds the files which execve(2) and execveat(2) name. */
public final class Executables {

  private final Files files;
  private final Lookup lookup;

  public Executables(Files files) {
    this.files = files;
    this.lookup = new Lookup(files);
  }

  /**
   * Finds the file; raises what the exec must answer when there is none.
   *
   * @param dirfd as for execveat(2)
   * @param address the path in guest memory
   * @param flags of execveat(2), 0 for execve(2)
   */
  public Executable find(Call call, int dirfd, long address, int flags) {
    if (call.process().filesystem().hasOwnRoot()) {
      // The host would take the program's interpreter from the first root.
      throw new Refused("a program cannot be executed after chroot");
    }
    if ((flags & ~(HostStat.AT_SYMLINK_NOFOLLOW | HostStat.AT_EMPTY_PATH)) != 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, address)) {
      return open(call, dirfd, flags);
    }
    boolean follow = (flags & HostStat.AT_SYMLINK_NOFOLLOW) == 0;
    if (Who.of(call).overrides()) {
      // The host's own answer will do, and costs nothing when there is the file.
      Target target = files.paths().resolve(call, dirfd, address, follow, 0);
      if (target.node() == null) {
        return new Executable(target.dirfd(), target.address(), flags, target.path(), target);
      }
    }
    return existing(call, lookup.existing(call, dirfd, address, follow, 0), flags);
  }

  /**
   * The host has found no such file, or none of those which it needs to execute it.
   *
   * @return the file to which links lead that the host cannot follow; null when there is none
   */
  public @Nullable Executable elsewhere(Call call, Executable absent) {
    Target target = absent.target();
    if (target == null) {
      return null;
    }
    boolean follow = (absent.flags() & HostStat.AT_SYMLINK_NOFOLLOW) == 0;
    Target led = files.paths().throughLinks(call, target, follow, 0);
    if (led == null) {
      files.tell(call, FileEvents.Kind.ABSENT, target.path(), null);
      return null;
    }
    HostStat host = led.node() != null ? null : HostStat.require(call, led, follow);
    return existing(call, new Lookup.Located(led, host), absent.flags());
  }

  private Executable existing(Call call, Lookup.Located found, int flags) {
    Target target = found.target();
    if (target.node() instanceof Synthetic.Descriptor descriptor
        && descriptor.process() == call.process()) {
      return open(call, descriptor.fd(), HostStat.AT_EMPTY_PATH);
    }
    if (target.node() != null) {
      throw new SyscallError(Errno.EACCES);
    }
    files.access().require(call, found.real(), Access.EXECUTE);
    if (found.real().type() == HostStat.S_IFREG) {
      new Interpreters(files).require(call, target.dirfd(), target.address());
    }
    return new Executable(target.dirfd(), target.address(), flags, target.path(), null);
  }

  private Executable open(Call call, int fd, int flags) {
    OpenFile file = call.process().files().require(fd);
    if (!(file instanceof KernelFile)) {
      throw new SyscallError(Errno.EACCES);
    }
    if (!Who.of(call).overrides()) {
      files.access().require(call, HostStat.ofDescriptor(call, fd), Access.EXECUTE);
      new Interpreters(files).require(call, Paths.AT_FDCWD, Scratch.path(call, 0, file.name()));
    }
    return new Executable(
        fd, Scratch.path(call, 0, ""), flags | HostStat.AT_EMPTY_PATH, file.name(), null);
  }

  /** A program was executed from a file. */
  public void executed(Call call, Executable executable) {
    files.tell(call, FileEvents.Kind.EXECUTED, executable.path(), "", 0, false);
  }
}
