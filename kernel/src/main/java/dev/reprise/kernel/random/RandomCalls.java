package dev.reprise.kernel.random;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Memory;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** getrandom. */
public final class RandomCalls {
  private static final int GRND_NONBLOCK = 1;
  private static final int GRND_RANDOM = 2;
  private static final int GRND_INSECURE = 4;

  /** What one call transfers at most (MAX_RW_COUNT). */
  private static final long MOST = 0x7ffff000L;

  private static final int STEP = 0x1_0000;

  public void register(Handlers handlers) {
    handlers.on(Nr.GETRANDOM, this::getrandom);
  }

  /** Never waits: the generator is ready from the start, for it has its seed. */
  private long getrandom(Call call) {
    int flags = call.intArg(2);
    boolean both = (flags & GRND_RANDOM) != 0 && (flags & GRND_INSECURE) != 0;
    if ((flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE)) != 0 || both) {
      return -Errno.EINVAL;
    }
    long length = call.arg(1) < 0 ? MOST : Math.min(call.arg(1), MOST);
    return fill(call.memory(), call.task().random(), call.arg(0), length);
  }

  private static long fill(Memory memory, RandomSource random, long address, long length) {
    long done = 0;
    while (done < length) {
      byte[] bytes = random.nextBytes((int) Math.min(STEP, length - done));
      int written = memory.tryWrite(address + done, bytes, 0, bytes.length);
      done += written;
      if (written < bytes.length) {
        return done == 0 ? -Errno.EFAULT : done;
      }
    }
    return done;
  }
}
