package dev.reprise.kernel.poll;

import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.ReadinessListener;

/** What an epoll instance watches one descriptor for. */
final class Interest implements ReadinessListener {
  static final int EPOLLEXCLUSIVE = 1 << 28;
  static final int EPOLLWAKEUP = 1 << 29;
  static final int EPOLLONESHOT = 1 << 30;
  static final int EPOLLET = 1 << 31;

  private static final int PRIVATE = EPOLLEXCLUSIVE | EPOLLWAKEUP | EPOLLONESHOT | EPOLLET;

  /**
   * The identity of an interest. A descriptor that is closed and given to another file makes
   * another one, for the first file may live on under other numbers.
   */
  record Key(int fd, OpenFile file) {}

  private final Epoll epoll;
  private final Key key;
  private int events;
  private long data;

  Interest(Epoll epoll, Key key, int events, long data) {
    this.epoll = epoll;
    this.key = key;
    set(events, data);
  }

  void set(int newEvents, long newData) {
    events = newEvents | OpenFile.POLLERR | OpenFile.POLLHUP;
    data = newData;
  }

  Key key() {
    return key;
  }

  OpenFile file() {
    return key.file;
  }

  /** What it watches for; none of POLL's bits while EPOLLONESHOT has it disabled. */
  int events() {
    return events;
  }

  /** What the guest wants back with an event. */
  long data() {
    return data;
  }

  boolean isExclusive() {
    return (events & EPOLLEXCLUSIVE) != 0;
  }

  /** An event was reported; tells whether the interest stays among the ready ones. */
  boolean staysAfterReport() {
    if ((events & EPOLLONESHOT) != 0) {
      events &= PRIVATE;
      return false;
    }
    return (events & EPOLLET) == 0;
  }

  @Override
  public void readinessChanged(int happened) {
    boolean disabled = (events & ~PRIVATE) == 0;
    if (!disabled && (happened == 0 || (happened & events) != 0)) {
      epoll.becameReady(this);
    }
  }

  @Override
  public void fileClosed() {
    epoll.remove(this);
  }
}
