package dev.reprise.kernel.poll;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/** The signal mask which ppoll, pselect6 and epoll_pwait set for as long as they last. */
final class TemporaryMask {
  private static final long SIGSET_BYTES = 8;

  private TemporaryMask() {}

  /** Sets the mask at an address; 0 keeps the present one. */
  static void set(Call call, long address, long size) {
    if (address == 0) {
      return;
    }
    if (size != SIGSET_BYTES) {
      throw new SyscallError(Errno.EINVAL);
    }
    call.kernel().signals().setTemporaryMask(call.task(), call.memory().readLong(address));
  }
}
