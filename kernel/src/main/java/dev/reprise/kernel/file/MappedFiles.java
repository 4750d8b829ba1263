package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The virtual inode numbers of files which are known by a name only, as those that are mapped. */
public final class MappedFiles {
  private final Files files;
  private final Task asker;

  /** Questions are asked by a task that is stopped at a call. */
  public MappedFiles(Files files, Task asker) {
    this.files = files;
    this.asker = asker;
  }

  /**
   * The inode number of a path; one by first sight of the name when no such file exists any more.
   */
  public long numberOf(String path) {
    long address = asker.process().addressSpace().scratch() + Scratch.MAPPED_PATH;
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length >= Scratch.PATH_SIZE) {
      return files.numberOf(path);
    }
    asker.thread().memory().write(address, Arrays.copyOf(bytes, bytes.length + 1));
    long stat = asker.process().addressSpace().scratch() + Scratch.STAT;
    long result = asker.thread().execute(Nr.LSTAT, address, stat, 0, 0, 0, 0);
    if (result < 0) {
      return files.numberOf(path);
    }
    byte[] raw = asker.thread().memory().read(stat, 16);
    HostStat.Identity identity =
        new HostStat.Identity(Bytes.getLong(raw, 0), Bytes.getLong(raw, 8));
    return files.inodes().of(identity).number();
  }
}
