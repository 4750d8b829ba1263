package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;

/** How the calls on files divide the guest's scratch memory among the arguments they inject. */
final class Scratch {
  /** Bytes which {@link #buffer} offers. */
  static final int BUFFER_SIZE = 32_768;

  /** Room for a path with its zero. */
  static final int PATH_SIZE = 4096;

  /** The slot for names of mapped files. */
  static final int MAPPED_PATH = 3 * PATH_SIZE;

  static final int STAT = 4 * PATH_SIZE;
  private static final int BUFFER = 8 * PATH_SIZE;

  private Scratch() {}

  /**
   * Writes a path for an injected call; slots 0 and 1 are for arguments, 2 for questions between.
   */
  static long path(Call call, int slot, String path) {
    return path(call.task(), slot, path);
  }

  static long path(Task task, int slot, String path) {
    long address = task.process().addressSpace().scratch() + (long) slot * PATH_SIZE;
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length >= PATH_SIZE) {
      throw new SyscallError(Errno.ENAMETOOLONG);
    }
    task.thread().memory().write(address, java.util.Arrays.copyOf(bytes, bytes.length + 1));
    return address;
  }

  /** Where the host writes a struct stat. */
  static long stat(Call call) {
    return stat(call.task());
  }

  static long stat(Task task) {
    return task.process().addressSpace().scratch() + STAT;
  }

  /** Where the host writes what is longer. */
  static long buffer(Call call) {
    return call.process().addressSpace().scratch() + BUFFER;
  }
}
