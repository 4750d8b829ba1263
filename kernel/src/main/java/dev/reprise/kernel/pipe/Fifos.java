package dev.reprise.kernel.pipe;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.HashMap;
import java.util.Map;

/** The FIFOs of the file system which are open. */
public final class Fifos {
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int O_ACCMODE = 3;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_PATH = 0x200000;

  /** Flags which only the open itself needs; fcntl(F_GETFL) does not tell them. */
  private static final int NOT_KEPT = 0x40 | 0x80 | 0x100 | 0x200 | O_CLOEXEC;

  /**
   * The identity of a FIFO in the file system.
   *
   * @param device its virtual device
   * @param inode its virtual inode number
   */
  public record Key(long device, long inode) {}

  /** A FIFO while it is open; its contents vanish with its last end. */
  final class Fifo {
    private final Key key;
    private final String path;
    private final Pipe pipe;

    Fifo(Key key, String path) {
      this.key = key;
      this.path = path;
      this.pipe = new Pipe(key.inode);
    }

    String path() {
      return path;
    }

    void closed() {
      if (pipe.isUnused()) {
        open.remove(key);
      }
    }
  }

  private final Kernel kernel;
  private final Map<Key, Fifo> open = new HashMap<>();

  public Fifos(Kernel kernel) {
    this.kernel = kernel;
  }

  /** An opening that has its descriptor and may wait for the other side. */
  private record Opening(long fd, PipeEnd end) {}

  /**
   * Opens a FIFO for a call; waits for the other side where Linux does. The caller has found out
   * that the path is a FIFO and that it may be opened, and uses neither {@link Call#remember} nor
   * results of its own: it returns what this returns.
   *
   * @param directory the descriptor from which a relative path starts, as in openat(2)
   * @param pathAddress the path in guest memory
   * @param path the path as {@code /proc/self/fd} tells it
   * @param flags of open(2)
   */
  public long open(Call call, Key key, long directory, long pathAddress, String path, int flags) {
    Object state = call.remember(() -> begin(call, key, directory, pathAddress, path, flags));
    if (!(state instanceof Opening opening)) {
      return (Long) state;
    }
    if (opening.end.hasPartner()) {
      return opening.fd;
    }
    long result = call.block("open of " + path, Call.NEVER, opening.end.readinessChanged());
    if (result == -Errno.ERESTARTSYS) {
      kernel.descriptors().close(call, (int) opening.fd);
    }
    return result;
  }

  /** An opening, or a result as a Long. */
  private Object begin(
      Call call, Key key, long directory, long pathAddress, String path, int flags) {
    int mode = flags & O_ACCMODE;
    Fifo present = open.get(key);
    boolean wouldWait = (flags & O_NONBLOCK) == 0;
    if (mode == O_ACCMODE) {
      return (long) -Errno.EINVAL;
    }
    if (mode == O_WRONLY && !wouldWait && (present == null || present.pipe.readers() == 0)) {
      return (long) -Errno.ENXIO;
    }
    // The placeholder is the FIFO itself, opened so that nothing waits: fstat(2) finds the real
    // one.
    int placeholder = O_PATH | flags & (O_CLOEXEC | O_NOFOLLOW);
    long fd = call.execute(Nr.OPENAT, directory, pathAddress, placeholder);
    if (fd < 0) {
      return fd;
    }
    Fifo fifo = open.computeIfAbsent(key, k -> new Fifo(k, path));
    PipeEnd end = new PipeEnd(fifo.pipe, fifo, flags & ~NOT_KEPT);
    call.process().files().put(kernel, (int) fd, end, (flags & O_CLOEXEC) != 0);
    if (mode == O_RDWR || (mode == O_RDONLY && !wouldWait)) {
      return fd;
    }
    return new Opening(fd, end);
  }
}
