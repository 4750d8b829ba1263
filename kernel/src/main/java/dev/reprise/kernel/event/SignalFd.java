package dev.reprise.kernel.event;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;

/** Pending signals as a file: signalfd(2). Each process finds its own in it. */
final class SignalFd extends OpenFile {
  private static final int RECORD = 128;

  private final Kernel kernel;
  private long mask;

  SignalFd(Kernel kernel, long mask, int flags) {
    super(2 | flags);
    this.kernel = kernel;
    this.mask = mask;
  }

  void setMask(long newMask) {
    mask = newMask;
    changed(READABLE);
  }

  @Override
  public String name() {
    return "anon_inode:[signalfd]";
  }

  @Override
  public int readiness(Task asking) {
    return kernel.signals().peek(asking, mask) != null ? READABLE : 0;
  }

  @Override
  public void addQueues(Task asking, List<WaitQueue> queues) {
    super.addQueues(asking, queues);
    queues.add(kernel.signals().arrivals(asking.process()));
  }

  @Override
  public boolean isAskedAlways() {
    return true;
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    int limit = into.length() / RECORD;
    if (limit == 0) {
      return -Errno.EINVAL;
    }
    List<SignalInfo> taken = new ArrayList<>();
    while (taken.size() < limit) {
      SignalInfo info = kernel.signals().dequeue(call.task(), mask);
      if (info == null) {
        break;
      }
      taken.add(info);
    }
    if (!taken.isEmpty()) {
      byte[] records = new byte[taken.size() * RECORD];
      for (int i = 0; i < taken.size(); i++) {
        encode(taken.get(i), records, i * RECORD);
      }
      return into.put(records, records.length);
    }
    if (isNonblocking()) {
      return -Errno.EAGAIN;
    }
    List<WaitQueue> queues = new ArrayList<>();
    addQueues(call.task(), queues);
    return call.block("read of a signalfd", Call.NEVER, queues.toArray(WaitQueue[]::new));
  }

  /** Writes a {@code struct signalfd_siginfo}: of the union, what the signal's origin has. */
  private static void encode(SignalInfo info, byte[] record, int at) {
    byte[] source = info.toBytes();
    Bytes.putInt(record, at, info.signal());
    Bytes.putInt(record, at + 4, Bytes.getInt(source, 4));
    Bytes.putInt(record, at + 8, info.code());
    if (info.code() == SignalInfo.SI_TIMER) {
      Bytes.putInt(record, at + 24, Bytes.getInt(source, 16));
      Bytes.putInt(record, at + 32, Bytes.getInt(source, 20));
      putValue(info, record, at);
      return;
    }
    if (info.code() > 0 && info.signal() != Sig.CHLD) {
      Bytes.putLong(record, at + 72, info.address());
      return;
    }
    Bytes.putInt(record, at + 12, info.pid());
    Bytes.putInt(record, at + 16, info.uid());
    if (info.signal() == Sig.CHLD && info.code() > 0) {
      Bytes.putInt(record, at + 40, info.status());
      Bytes.putLong(record, at + 56, Bytes.getLong(source, 32));
      Bytes.putLong(record, at + 64, Bytes.getLong(source, 40));
    } else if (info.code() == SignalInfo.SI_QUEUE) {
      putValue(info, record, at);
    }
  }

  private static void putValue(SignalInfo info, byte[] record, int at) {
    Bytes.putInt(record, at + 44, (int) info.value());
    Bytes.putLong(record, at + 48, info.value());
  }

  @Override
  public int mode() {
    return 0600;
  }
}
