package dev.reprise.kernel.sched;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;
import java.util.BitSet;

/** Which CPUs a task may use, which it is on, and giving way to others. */
public final class CpuCalls {
  public void register(Handlers handlers) {
    handlers.on(Nr.SCHED_YIELD, CpuCalls::yield);
    handlers.on(Nr.SCHED_GETAFFINITY, CpuCalls::getAffinity);
    handlers.on(Nr.SCHED_SETAFFINITY, CpuCalls::setAffinity);
    handlers.on(Nr.GETCPU, CpuCalls::getCpu);
  }

  private static long yield(Call call) {
    call.kernel().scheduler().yielded(call.task());
    return 0;
  }

  /** Linux copies whole words, as many as its CPUs need, and tells their size in bytes. */
  private static long getAffinity(Call call) {
    int cpus = call.kernel().config().cpus();
    int needed = (cpus + 63) / 64 * 8;
    long size = call.arg(1) & 0xffff_ffffL;
    if (size * 8 < cpus || (size & 7) != 0) {
      return -Errno.EINVAL;
    }
    BitSet mask = Targets.read(call, call.intArg(0)).affinity();
    int length = (int) Math.min(size, needed);
    call.memory().write(call.arg(2), Arrays.copyOf(mask.toByteArray(), length));
    return length;
  }

  private static long setAffinity(Call call) {
    int cpus = call.kernel().config().cpus();
    int size = (int) Math.min(call.arg(1) & 0xffff_ffffL, (cpus + 63) / 64 * 8);
    BitSet mask = BitSet.valueOf(call.memory().read(call.arg(2), size));
    mask.clear(cpus, Math.max(cpus, mask.length()));
    Scheduling target = Targets.change(call, call.intArg(0));
    if (mask.isEmpty()) {
      return -Errno.EINVAL;
    }
    target.setAffinity(mask);
    return 0;
  }

  private static long getCpu(Call call) {
    if (call.arg(0) != 0) {
      call.memory().writeInt(call.arg(0), call.task().scheduling().cpu());
    }
    if (call.arg(1) != 0) {
      call.memory().writeInt(call.arg(1), 0);
    }
    return 0;
  }
}
