package dev.reprise.kernel.memory;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;

/** Calls by which a program says or asks what is in memory: every page is, always. */
public final class AdviceCalls {
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_FREE = 8;
  private static final int MADV_REMOVE = 9;
  private static final int MADV_COLD = 20;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final int MADV_KEEP_ON_FORK = 19;
  private static final int MADV_WIPE_ON_FORK = 18;
  private static final int MLOCK_ONFAULT = 1;
  private static final int MCL_ALL = 7;
  private static final int CHUNK = 16_384;

  public void register(Handlers handlers) {
    handlers.on(Nr.MADVISE, this::madvise);
    handlers.on(Nr.MINCORE, this::mincore);
    handlers.on(Nr.MLOCK, call -> mapped(call, call.arg(0), call.arg(1)));
    handlers.on(Nr.MUNLOCK, call -> mapped(call, call.arg(0), call.arg(1)));
    handlers.on(
        Nr.MLOCK2,
        call ->
            (call.arg(2) & ~MLOCK_ONFAULT) != 0
                ? -Errno.EINVAL
                : mapped(call, call.arg(0), call.arg(1)));
    handlers.on(
        Nr.MLOCKALL, call -> call.arg(0) == 0 || (call.arg(0) & ~MCL_ALL) != 0 ? -Errno.EINVAL : 0);
    handlers.on(Nr.MUNLOCKALL, call -> 0);
    handlers.on(Nr.MEMBARRIER, this::membarrier);
  }

  /** What may be freed later, or not at all if memory suffices, is freed at once. */
  private long madvise(Call call) {
    int advice = call.intArg(2);
    if ((call.arg(0) & (Layout.PAGE - 1)) != 0) {
      return -Errno.EINVAL;
    }
    return switch (advice) {
      case MADV_FREE -> call.execute(Nr.MADVISE, call.arg(0), call.arg(1), MADV_DONTNEED);
      case MADV_REMOVE, MADV_WIPE_ON_FORK, MADV_KEEP_ON_FORK -> call.execute();
      default ->
          advice >= 0 && advice < MADV_REMOVE
              ? call.execute()
              : advice >= MADV_COLD && advice <= MADV_POPULATE_WRITE
                  ? mapped(call, call.arg(0), call.arg(1))
                  : harmless(advice);
    };
  }

  /** Advice on forks, merging, dumps and huge pages that a run cannot observe. */
  private static long harmless(int advice) {
    return advice >= 10 && advice <= 17 ? 0 : -Errno.EINVAL;
  }

  /** Checks that a range is mapped, as a call does which touches all of it. */
  private static long mapped(Call call, long address, long length) {
    long start = address & -Layout.PAGE;
    long end = Layout.pages(address + length);
    if (Long.compareUnsigned(end, start) < 0) {
      return -Errno.EINVAL;
    }
    long scratch = call.process().addressSpace().scratch();
    for (long at = start; at < end; at += CHUNK * Layout.PAGE) {
      long size = Math.min(CHUNK * Layout.PAGE, end - at);
      long result = call.execute(Nr.MINCORE, at, size, scratch);
      if (result < 0) {
        return -Errno.ENOMEM;
      }
    }
    return 0;
  }

  private long mincore(Call call) {
    if ((call.arg(0) & (Layout.PAGE - 1)) != 0) {
      return -Errno.EINVAL;
    }
    long end = call.arg(0) + call.arg(1);
    if (call.arg(0) < 0 || call.arg(1) < 0 || end < 0 || end > 1L << 47) {
      return -Errno.ENOMEM;
    }
    long result = mapped(call, call.arg(0), call.arg(1));
    if (result == 0) {
      byte[] resident = new byte[(int) (Layout.pages(call.arg(1)) / Layout.PAGE)];
      Arrays.fill(resident, (byte) 1);
      call.memory().write(call.arg(2), resident);
    }
    return result;
  }

  /** Threads that share memory never run at once: every barrier holds already. */
  private long membarrier(Call call) {
    int command = call.intArg(0);
    int supported = 0x7f;
    if (call.arg(1) != 0 || (command & ~supported) != 0 || Integer.bitCount(command) > 1) {
      return -Errno.EINVAL;
    }
    return command == 0 ? supported : 0;
  }
}
