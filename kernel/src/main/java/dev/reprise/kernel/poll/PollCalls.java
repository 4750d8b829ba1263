package dev.reprise.kernel.poll;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** poll and ppoll. */
public final class PollCalls {
  private static final int ENTRY_BYTES = 8;
  private static final int ALWAYS = OpenFile.POLLERR | OpenFile.POLLHUP | OpenFile.POLLNVAL;

  public void register(Handlers handlers) {
    handlers.on(Nr.POLL, call -> poll(call, Waiting.forMillis(call, call.intArg(2))));
    handlers.on(Nr.PPOLL, this::ppoll);
  }

  private long ppoll(Call call) {
    Waiting waiting = Waiting.forTimespec(call, call.arg(2));
    TemporaryMask.set(call, call.arg(3), call.arg(4));
    return waiting.tellRest(poll(call, waiting), call.arg(2), ClockCalls::writeTimespec);
  }

  private static long poll(Call call, Waiting waiting) {
    long count = call.arg(1) & 0xffffffffL;
    if (Long.compareUnsigned(count, call.process().limits().soft(Limits.OPEN_FILES)) > 0) {
      return -Errno.EINVAL;
    }
    byte[] entries = call.memory().read(call.arg(0), (int) count * ENTRY_BYTES);
    int ready = 0;
    for (int at = 0; at < entries.length; at += ENTRY_BYTES) {
      int events = revents(call, entries, at, waiting);
      Bytes.putShort(entries, at + 6, events);
      ready += events != 0 ? 1 : 0;
    }
    if (ready == 0 && !waiting.isOver()) {
      long result = waiting.block("poll");
      return result == -Errno.ERESTARTSYS ? -Errno.ERESTARTNOHAND : result;
    }
    for (int at = 0; at < entries.length; at += ENTRY_BYTES) {
      // Only the answers are written: the rest may lie in memory that others change meanwhile.
      byte[] revents = {entries[at + 6], entries[at + 7]};
      call.memory().write(call.arg(0) + at + 6, revents);
    }
    return ready;
  }

  private static int revents(Call call, byte[] entries, int at, Waiting waiting) {
    int fd = Bytes.getInt(entries, at);
    if (fd < 0) {
      return 0;
    }
    FdTable files = call.process().files();
    OpenFile file = files.get(fd);
    if (file == null) {
      return OpenFile.POLLNVAL;
    }
    waiting.watch(file);
    return file.readiness(call.task()) & (Bytes.getShort(entries, at + 4) | ALWAYS);
  }
}
