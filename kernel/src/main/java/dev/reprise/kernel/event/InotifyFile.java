package dev.reprise.kernel.event;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import java.util.ArrayDeque;
import java.util.Deque;

/** An inotify instance: what has happened to the files it watches and was not read yet. */
final class InotifyFile extends OpenFile {
  private static final int FIONREAD = 0x541B;

  /** Linux's default for fs.inotify.max_queued_events. */
  private static final int MAX_QUEUED = 16_384;

  private final Watches watches;
  private final Deque<Notification> queue = new ArrayDeque<>();
  private int nextWatch = 1;

  InotifyFile(Watches watches, int flags) {
    super(flags);
    this.watches = watches;
  }

  /** Numbers of watches are never used again. */
  int nextWatch() {
    return nextWatch++;
  }

  /** Adds an event; one like the latest unread is the same event, as on Linux. */
  void tell(Notification event) {
    if (event.equals(queue.peekLast())) {
      return;
    }
    if (queue.size() < MAX_QUEUED) {
      queue.add(event);
    } else if (queue.size() == MAX_QUEUED) {
      queue.add(new Notification(-1, Notification.OVERFLOW, 0, ""));
    }
    changed(READABLE);
  }

  @Override
  public String name() {
    return "anon_inode:inotify";
  }

  @Override
  public int readiness(Task asking) {
    return queue.isEmpty() ? 0 : READABLE;
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    if (queue.isEmpty()) {
      return isNonblocking()
          ? -Errno.EAGAIN
          : call.block("read of an inotify instance", Call.NEVER, readinessChanged());
    }
    int room = into.length();
    int done = 0;
    while (!queue.isEmpty() && done + queue.element().size() <= room) {
      byte[] event = queue.element().toBytes();
      int put = into.putAt(done, event, event.length);
      if (put < event.length) {
        return -Errno.EFAULT;
      }
      queue.remove();
      done += event.length;
    }
    return done == 0 ? -Errno.EINVAL : done;
  }

  @Override
  public long ioctl(Call call) {
    if (call.intArg(1) != FIONREAD) {
      return -Errno.ENOTTY;
    }
    int size = queue.stream().mapToInt(Notification::size).sum();
    call.memory().writeInt(call.arg(2), size);
    return 0;
  }

  @Override
  protected void closed(Kernel kernel) {
    watches.removeAll(this);
  }

  @Override
  public int mode() {
    return 0600;
  }
}
