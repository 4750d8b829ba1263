package dev.reprise.kernel.poll;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** select and pselect6. */
public final class SelectCalls {
  /** The POLL bits which make a descriptor readable, writable, exceptional. */
  private static final int[] MEANING = {
    OpenFile.READABLE | OpenFile.POLLHUP | OpenFile.POLLERR | 0x80,
    OpenFile.WRITABLE | OpenFile.POLLERR | 0x200,
    OpenFile.POLLPRI
  };

  public void register(Handlers handlers) {
    handlers.on(Nr.SELECT, this::select);
    handlers.on(Nr.PSELECT6, this::pselect);
  }

  private long select(Call call) {
    Waiting waiting = Waiting.forTimeval(call, call.arg(4));
    return waiting.tellRest(select(call, waiting), call.arg(4), ClockCalls::writeTimeval);
  }

  private long pselect(Call call) {
    Waiting waiting = Waiting.forTimespec(call, call.arg(4));
    if (call.arg(5) != 0) {
      Memory memory = call.memory();
      TemporaryMask.set(call, memory.readLong(call.arg(5)), memory.readLong(call.arg(5) + 8));
    }
    return waiting.tellRest(select(call, waiting), call.arg(4), ClockCalls::writeTimespec);
  }

  private static long select(Call call, Waiting waiting) {
    int count = call.intArg(0);
    if (count < 0) {
      return -Errno.EINVAL;
    }
    long limit = call.process().limits().soft(Limits.OPEN_FILES);
    count = (int) Math.min(count, limit < 0 ? 1 << 20 : Math.max(limit, 1024));
    int bytes = (count + 63) / 64 * 8;
    byte[][] asked = new byte[3][];
    byte[][] answers = new byte[3][bytes];
    for (int set = 0; set < 3; set++) {
      long address = call.arg(set + 1);
      asked[set] = address == 0 ? new byte[bytes] : call.memory().read(address, bytes);
    }
    int ready = 0;
    for (int fd = 0; fd < count; fd++) {
      ready += check(call, fd, asked, answers, waiting);
    }
    if (ready == 0 && !waiting.isOver()) {
      long result = waiting.block("select");
      return result == -Errno.ERESTARTSYS ? -Errno.ERESTARTNOHAND : result;
    }
    for (int set = 0; set < 3; set++) {
      if (call.arg(set + 1) != 0) {
        call.memory().write(call.arg(set + 1), answers[set]);
      }
    }
    return ready;
  }

  /** Sets the answers of one descriptor and counts them. */
  private static int check(Call call, int fd, byte[][] asked, byte[][] answers, Waiting waiting) {
    int at = fd / 8;
    int bit = 1 << fd % 8;
    if (((asked[0][at] | asked[1][at] | asked[2][at]) & bit) == 0) {
      return 0;
    }
    OpenFile file = call.process().files().get(fd);
    if (file == null) {
      throw new SyscallError(Errno.EBADF);
    }
    waiting.watch(file);
    int readiness = file.readiness(call.task());
    int found = 0;
    for (int set = 0; set < 3; set++) {
      if ((asked[set][at] & bit) != 0 && (readiness & MEANING[set]) != 0) {
        answers[set][at] |= (byte) bit;
        found++;
      }
    }
    return found;
  }
}
