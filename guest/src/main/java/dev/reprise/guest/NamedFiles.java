package dev.reprise.guest;

import dev.reprise.linux.Errno;
import dev.reprise.linux.FileRights;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files by the names which tracees have for them. A tracee needs not be made to do it,
 * which would take a stop.
 *
 * <p>A tracee may be denied what root is not, and allowed what its own user is not. So files are
 * looked for with no rights but the user's, and what is denied then, or is not certain to be the
 * same for the tracee, is not answered. Not thread-safe; for one thread.
 */
public final class NamedFiles implements AutoCloseable {
  /** The host does not tell us what it would tell the tracee, which has to ask itself. */
  public static final long NOT_TOLD = Long.MIN_VALUE;

  private static final int AT_FDCWD = -100;
  private static final int O_PATH_CLOEXEC = 0x200000 | 0x80000;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int RESOLVE_BENEATH = 0x08;
  private static final int RESOLVE_IN_ROOT = 0x10;

  // How the buffer is divided: a name, how it is resolved, and the answer.
  private static final int NAME_BYTES = 4096;
  private static final int HOW = NAME_BYTES;
  private static final int HOW_BYTES = 24;
  private static final int EMPTY = HOW + HOW_BYTES;
  private static final int ANSWER = EMPTY + Long.BYTES;
  private static final int STAT_BYTES = 144;

  private final BorrowedFiles borrowed;
  private final NativeBuffer buffer = new NativeBuffer(ANSWER + NAME_BYTES);
  private @Nullable FileRights rights;

  /** The root directories of processes, by their ids. */
  private final Map<Integer, Long> roots = new HashMap<>();

  /** Names that start from an open directory need what is borrowed. */
  public NamedFiles(BorrowedFiles borrowed) {
    this.borrowed = borrowed;
  }

  /**
   * Looks at a file as newfstatat(2).
   *
   * @param pid of the process which has the name
   * @param tid of its thread, whose working directory it may start from
   * @param path in Latin-1
   * @param follow whether a symbolic link at the end is followed
   * @param into receives the {@code struct stat}
   * @return 0, {@code -errno} or {@link #NOT_TOLD}
   */
  public long stat(int pid, int tid, int dirfd, String path, boolean follow, byte[] into) {
    long file = open(pid, tid, dirfd, path, follow);
    if (file < 0) {
      return file;
    }
    long result = Linux.call(Nr.FSTAT, file, buffer.address() + ANSWER);
    Linux.call(Nr.CLOSE, file);
    if (result == 0) {
      buffer.get(ANSWER, into, 0, STAT_BYTES);
    }
    return result == 0 ? 0 : NOT_TOLD;
  }

  /**
   * Reads a symbolic link as readlinkat(2); parameters as above.
   *
   * @param into receives the target, of which there may be {@code into.length} bytes, at most 4096
   * @return how many bytes, {@code -errno} or {@link #NOT_TOLD}
   */
  public long link(int pid, int tid, int dirfd, String path, byte[] into) {
    long file = open(pid, tid, dirfd, path, false);
    if (file < 0) {
      return file;
    }
    long base = buffer.address();
    int most = Math.min(into.length, NAME_BYTES);
    long length = Linux.call(Nr.READLINKAT, file, base + EMPTY, base + ANSWER, most);
    Linux.call(Nr.CLOSE, file);
    if (length > 0) {
      buffer.get(ANSWER, into, 0, (int) length);
      return length;
    }
    // So it is said of an open file that is no link.
    return length == -Errno.ENOENT ? -Errno.EINVAL : NOT_TOLD;
  }

  /** A process is gone. */
  public void forget(int pid) {
    Long root = roots.remove(pid);
    if (root != null) {
      Linux.call(Nr.CLOSE, root);
    }
  }

  /** Forgets all processes: their roots would keep the files of a run that is over. */
  @Override
  public void close() {
    roots.values().forEach(root -> Linux.call(Nr.CLOSE, root));
    roots.clear();
  }

  /** A descriptor that only says which file it is, {@code -errno} or {@link #NOT_TOLD}. */
  private long open(int pid, int tid, int dirfd, String path, boolean follow) {
    byte[] name = path.getBytes(StandardCharsets.ISO_8859_1);
    if (name.length == 0 || name.length >= NAME_BYTES) {
      return NOT_TOLD;
    }
    boolean absolute = name[0] == '/';
    long start = absolute ? root(pid) : directory(pid, tid, dirfd);
    if (start < 0) {
      return NOT_TOLD;
    }
    buffer.put(0, name, 0, name.length);
    buffer.putInt(name.length, 0);
    buffer.putLong(HOW, follow ? O_PATH_CLOEXEC : O_PATH_CLOEXEC | O_NOFOLLOW);
    buffer.putLong(HOW + 8, 0);
    // From elsewhere than the root, nothing may lead to what is the root for us.
    buffer.putLong(HOW + 16, absolute ? RESOLVE_IN_ROOT : RESOLVE_BENEATH);
    long file = openAsUser(start);
    if (!absolute) {
      Linux.call(Nr.CLOSE, start);
    }
    return file >= 0 || file == -Errno.ENOENT || file == -Errno.ENOTDIR ? file : NOT_TOLD;
  }

  private long openAsUser(long start) {
    FileRights ours = rights;
    if (ours == null) {
      ours = new FileRights();
      rights = ours;
    }
    ours.layDown();
    long file = Linux.call(Nr.OPENAT2, start, buffer.address(), buffer.address() + HOW, HOW_BYTES);
    ours.takeUp();
    return file;
  }

  private long root(int pid) {
    Long known = roots.get(pid);
    if (known == null) {
      known = openOfProcess(pid, "/root");
      if (known >= 0) {
        roots.put(pid, known);
      }
    }
    return known;
  }

  private long directory(int pid, int tid, int dirfd) {
    return dirfd == AT_FDCWD ? openOfProcess(tid, "/cwd") : borrowed.borrow(pid, dirfd);
  }

  private long openOfProcess(int id, String name) {
    buffer.putCString(0, "/proc/" + id + name);
    return Linux.call(Nr.OPEN, buffer.address(), O_PATH_CLOEXEC);
  }
}
