package dev.reprise.kernel.poll;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** epoll_create, epoll_ctl and epoll_wait with their variants. */
public final class EpollCalls {
  private static final int CLOEXEC = 0x80000;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int MAX_EVENTS = Integer.MAX_VALUE / Epoll.EVENT_BYTES;

  /** What may come with EPOLLEXCLUSIVE. */
  private static final int EXCLUSIVE_OK =
      OpenFile.POLLIN
          | OpenFile.POLLOUT
          | OpenFile.POLLERR
          | OpenFile.POLLHUP
          | Interest.EPOLLWAKEUP
          | Interest.EPOLLET
          | Interest.EPOLLEXCLUSIVE;

  private final Kernel kernel;

  public EpollCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.EPOLL_CREATE, call -> call.intArg(0) <= 0 ? -Errno.EINVAL : create(call, 0));
    handlers.on(Nr.EPOLL_CREATE1, call -> create(call, call.intArg(0)));
    handlers.on(Nr.EPOLL_CTL, this::control);
    handlers.on(Nr.EPOLL_WAIT, call -> await(call, Waiting.forMillis(call, call.intArg(3))));
    handlers.on(Nr.EPOLL_PWAIT, EpollCalls::pwait);
    handlers.on(Nr.EPOLL_PWAIT2, EpollCalls::pwait2);
  }

  private long create(Call call, int flags) {
    if ((flags & ~CLOEXEC) != 0) {
      return -Errno.EINVAL;
    }
    return kernel.descriptors().open(call, new Epoll(), flags != 0);
  }

  private static Epoll epoll(Call call) {
    if (call.process().files().require(call.intArg(0)) instanceof Epoll epoll) {
      return epoll;
    }
    throw new SyscallError(Errno.EINVAL);
  }

  private long control(Call call) {
    int operation = call.intArg(1);
    byte[] event = new byte[Epoll.EVENT_BYTES];
    if (operation != DELETE) {
      event = call.memory().read(call.arg(3), Epoll.EVENT_BYTES);
    }
    FdTable files = call.process().files();
    files.require(call.intArg(0));
    OpenFile file = files.require(call.intArg(2));
    if (!file.isPollable()) {
      return -Errno.EPERM;
    }
    Epoll epoll = epoll(call);
    if (file == epoll) {
      return -Errno.EINVAL;
    }
    Interest.Key key = new Interest.Key(call.intArg(2), file);
    int events = Bytes.getInt(event, 0);
    long data = Bytes.getLong(event, 4);
    return switch (operation) {
      case ADD -> add(call, epoll, key, events, data);
      case DELETE -> delete(epoll, key);
      case MODIFY -> modify(call, epoll, key, events, data);
      default -> -Errno.EINVAL;
    };
  }

  /** With EPOLLEXCLUSIVE Linux promises to wake one instance "or more": here it wakes all. */
  private static long add(Call call, Epoll epoll, Interest.Key key, int events, long data) {
    boolean exclusive = (events & Interest.EPOLLEXCLUSIVE) != 0;
    if (exclusive && ((events & ~EXCLUSIVE_OK) != 0 || key.file() instanceof Epoll)) {
      return -Errno.EINVAL;
    }
    if (epoll.find(key) != null) {
      return -Errno.EEXIST;
    }
    epoll.add(call.task(), new Interest(epoll, key, events, data));
    return 0;
  }

  private static long delete(Epoll epoll, Interest.Key key) {
    Interest interest = epoll.find(key);
    if (interest == null) {
      return -Errno.ENOENT;
    }
    epoll.remove(interest);
    return 0;
  }

  private static long modify(Call call, Epoll epoll, Interest.Key key, int events, long data) {
    Interest interest = epoll.find(key);
    if ((events & Interest.EPOLLEXCLUSIVE) != 0) {
      return -Errno.EINVAL;
    }
    if (interest == null) {
      return -Errno.ENOENT;
    }
    if (interest.isExclusive()) {
      return -Errno.EINVAL;
    }
    interest.set(events, data);
    epoll.check(call.task(), interest);
    return 0;
  }

  private static long pwait(Call call) {
    Waiting waiting = Waiting.forMillis(call, call.intArg(3));
    TemporaryMask.set(call, call.arg(4), call.arg(5));
    return await(call, waiting);
  }

  private static long pwait2(Call call) {
    Waiting waiting = Waiting.forTimespec(call, call.arg(3));
    TemporaryMask.set(call, call.arg(4), call.arg(5));
    return await(call, waiting);
  }

  private static long await(Call call, Waiting waiting) {
    int limit = call.intArg(2);
    if (limit <= 0 || limit > MAX_EVENTS) {
      return -Errno.EINVAL;
    }
    Epoll epoll = epoll(call);
    int told =
        epoll.take(
            call.task(),
            limit,
            events ->
                call.memory().tryWrite(call.arg(1), events, 0, events.length) == events.length);
    if (told != 0) {
      return told;
    }
    if (waiting.isOver()) {
      return 0;
    }
    waiting.watch(epoll);
    long result = waiting.block("epoll_wait");
    return result == -Errno.ERESTARTSYS ? -Errno.EINTR : result;
  }
}
