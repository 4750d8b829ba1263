package dev.reprise.kernel.poll;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An epoll instance: descriptors of interest, and those among them which became ready, in order.
 */
final class Epoll extends OpenFile {
  /** Bytes of the packed {@code struct epoll_event}. */
  static final int EVENT_BYTES = 12;

  /** How deep epoll instances may watch each other. */
  private static final int MAX_DEPTH = 5;

  private final Map<Interest.Key, Interest> interests = new LinkedHashMap<>();
  private final Set<Interest> ready = new LinkedHashSet<>();

  Epoll() {
    super(2);
  }

  @Override
  public String name() {
    return "anon_inode:[eventpoll]";
  }

  @Nullable Interest find(Interest.Key key) {
    return interests.get(key);
  }

  void add(Task task, Interest interest) {
    if (interest.file() instanceof Epoll inner) {
      inner.checkDepth(this, 1);
    }
    interests.put(interest.key(), interest);
    interest.file().addListener(interest);
    check(task, interest);
  }

  private void checkDepth(Epoll outermost, int depth) {
    if (this == outermost || depth > MAX_DEPTH) {
      throw new SyscallError(Errno.ELOOP);
    }
    for (Interest interest : interests.values()) {
      if (interest.file() instanceof Epoll inner) {
        inner.checkDepth(outermost, depth + 1);
      }
    }
  }

  /** An interest is new or has changed: what holds already counts as having become ready now. */
  void check(Task task, Interest interest) {
    if ((interest.file().readiness(task) & interest.events()) != 0) {
      becameReady(interest);
    }
  }

  void remove(Interest interest) {
    interests.remove(interest.key());
    ready.remove(interest);
    interest.file().removeListener(interest);
  }

  /** Puts an interest behind those which became ready before, unless it is among them. */
  void becameReady(Interest interest) {
    ready.add(interest);
    changed(READABLE);
  }

  @Override
  public int readiness(Task asking) {
    askAll(asking);
    for (Interest interest : ready) {
      if ((interest.file().readiness(asking) & interest.events()) != 0) {
        return READABLE;
      }
    }
    return 0;
  }

  private void askAll(Task task) {
    for (Interest interest : interests.values()) {
      OpenFile file = interest.file();
      if (file.isAskedAlways() && (file.readiness(task) & interest.events()) != 0) {
        ready.add(interest);
      }
    }
  }

  @Override
  public void addQueues(Task asking, List<WaitQueue> queues) {
    super.addQueues(asking, queues);
    for (Interest interest : interests.values()) {
      if (interest.file().isAskedAlways()) {
        interest.file().addQueues(asking, queues);
      }
    }
  }

  @Override
  public boolean isAskedAlways() {
    for (Interest interest : interests.values()) {
      if (interest.file().isAskedAlways()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes at most {@code limit} events, in the order in which they became ready. One that stays
   * ready goes behind the others, so that none is starved.
   *
   * @param teller is given the events, if there are any, and says whether they could be told; if
   *     not, they are not taken
   * @return how many there were, or {@code -EFAULT}
   */
  int take(Task task, int limit, Predicate<byte[]> teller) {
    askAll(task);
    int most = Math.min(limit, ready.size());
    byte[] events = new byte[most * EVENT_BYTES];
    List<Interest> told = new ArrayList<>(most);
    List<Interest> past = new ArrayList<>();
    for (Interest interest : ready) {
      if (told.size() == most) {
        break;
      }
      int found = interest.file().readiness(task) & interest.events();
      if (found == 0) {
        past.add(interest);
      } else {
        Bytes.putInt(events, told.size() * EVENT_BYTES, found);
        Bytes.putLong(events, told.size() * EVENT_BYTES + 4, interest.data());
        told.add(interest);
      }
    }
    int length = told.size() * EVENT_BYTES;
    if (length > 0 && !teller.test(Arrays.copyOf(events, length))) {
      return -Errno.EFAULT;
    }
    past.forEach(ready::remove);
    told.forEach(ready::remove);
    for (Interest interest : told) {
      if (interest.staysAfterReport()) {
        ready.add(interest);
      }
    }
    return told.size();
  }

  @Override
  protected void closed(Kernel kernel) {
    for (Interest interest : List.copyOf(interests.values())) {
      remove(interest);
    }
  }

  @Override
  public int mode() {
    return 0600;
  }
}
