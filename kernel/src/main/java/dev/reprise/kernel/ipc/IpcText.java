package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Task;
import java.util.Locale;

/** The files in {@code /proc/sysvipc}, which ipcs(1) reads: a line for each object. */
public final class IpcText {
  private static final String SHARED_MEMORY =
      "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid"
          + "      atime      dtime      ctime                   rss                  swap\n";

  private static final String SEMAPHORES =
      "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime\n";

  private static final String QUEUES =
      "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid"
          + "      stime      rtime      ctime\n";

  private IpcText() {}

  /** {@code shm}. The host counts the attachments, and is asked by a task that is at a call. */
  public static String sharedMemory(Ipc ipc, Task task) {
    StringBuilder text = new StringBuilder(SHARED_MEMORY);
    for (Segment segment : ipc.segments().all()) {
      byte[] status = segment.status(task);
      text.append(start(status, segment.id()));
      text.append(format(" %21d", Bytes.getLong(status, 48)));
      text.append(format(" %5d %5d", Bytes.getInt(status, 80), Bytes.getInt(status, 84)));
      text.append(format("  %5d", Bytes.getLong(status, 88))).append(owners(status));
      text.append(times(status, 56, 64, 72));
      text.append(format(" %21d %21d\n", segment.residentBytes(), 0));
    }
    return text.toString();
  }

  /** {@code sem}. */
  public static String semaphores(Ipc ipc) {
    StringBuilder text = new StringBuilder(SEMAPHORES);
    for (SemaphoreSet set : ipc.semaphores().all()) {
      byte[] status = set.status();
      text.append(start(status, set.id())).append(format(" %10d", set.count()));
      text.append(owners(status)).append(times(status, 48, 64)).append('\n');
    }
    return text.toString();
  }

  /** {@code msg}. */
  public static String queues(Ipc ipc) {
    StringBuilder text = new StringBuilder(QUEUES);
    for (MessageQueue queue : ipc.queues().all()) {
      byte[] status = queue.status();
      text.append(start(status, queue.id()));
      text.append(format("  %10d %10d", queue.bytes(), queue.count()));
      text.append(format(" %5d %5d", Bytes.getInt(status, 96), Bytes.getInt(status, 100)));
      text.append(owners(status)).append(times(status, 48, 56, 64)).append('\n');
    }
    return text.toString();
  }

  private static String start(byte[] status, int id) {
    return format("%10d %10d  %4o ", Bytes.getInt(status, 0), id, Bytes.getInt(status, 20));
  }

  private static String owners(byte[] status) {
    return format(" %5d %5d", Bytes.getInt(status, 4), Bytes.getInt(status, 8))
        + format(" %5d %5d", Bytes.getInt(status, 12), Bytes.getInt(status, 16));
  }

  private static String times(byte[] status, int... offsets) {
    StringBuilder text = new StringBuilder();
    for (int offset : offsets) {
      text.append(format(" %10d", Bytes.getLong(status, offset)));
    }
    return text.toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
