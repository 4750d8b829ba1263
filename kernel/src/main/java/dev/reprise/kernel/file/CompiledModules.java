package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.runtime.CompiledModule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the compiled modules of Python valid that are so on the host.
 *
 * <p>A compiled module says which time its source has. Where all files from before the run show one
 * fixed time, none would be right, and every program would compile all that it imports. So a module
 * that was made of its source as it is shows the fixed time instead; any other one never does, not
 * even if a former run has made it, for its source may have changed since.
 */
final class CompiledModules {
  private final Files files;

  CompiledModules(Files files) {
    this.files = files;
  }

  /** The file of a descriptor that was opened just now, if its time is shown as another one. */
  @Nullable KernelFile opened(Call call, Opening opening, int fd, HostStat host, Inode inode) {
    String path = opening.target().path();
    if (!CompiledModule.isName(path)
        || opening.has(Opening.O_PATH)
        || opening.wantsWriting()
        || host.type() != HostStat.S_IFREG
        || !inode.isUntouched()
        || files.hasHostTimes()) {
      return null;
    }
    CompiledModule module = read(call, fd);
    if (module == null) {
      return null;
    }
    int shown = shownTime(module.time(), isValid(call, path, module));
    return shown == module.time() ? null : new ShownModule(path, opening.keptFlags(), inode, shown);
  }

  private int shownTime(int recorded, boolean valid) {
    int fixed = CompiledModule.time(files.startTime());
    if (valid) {
      return fixed;
    }
    return recorded == fixed ? fixed + 1 : recorded;
  }

  private static @Nullable CompiledModule read(Call call, int fd) {
    byte[] head = new byte[CompiledModule.HEAD_SIZE];
    long got = HostContent.read(call, fd, head, head.length, 0);
    return got < head.length ? null : CompiledModule.parse(head);
  }

  /** Whether it was made of its source, which the run has not changed. */
  private boolean isValid(Call call, String path, CompiledModule module) {
    String source = CompiledModule.sourceOf(path);
    HostStat host = HostStat.find(call, Paths.AT_FDCWD, source, true);
    if (host == null || !module.isOf(host.modified(), host.size())) {
      return false;
    }
    Inode inode = files.inodes().find(host);
    return inode == null || inode.isUntouched();
  }
}
