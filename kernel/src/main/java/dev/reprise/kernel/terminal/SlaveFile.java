package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Errno;
import java.util.Arrays;

/** An open terminal, {@code /dev/pts/N}. */
final class SlaveFile extends TerminalEnd {
  private static final long DECISECOND = 100_000_000;

  /** How much of a write is translated at once. */
  private static final int CHUNK = 4096;

  SlaveFile(PseudoTerminal terminal, int flags) {
    super(terminal, flags);
  }

  @Override
  boolean isMaster() {
    return false;
  }

  @Override
  int unread() {
    return terminal().discipline().available();
  }

  @Override
  public String name() {
    return Terminals.DIRECTORY + "/" + terminal().index();
  }

  @Override
  public OpenFile reopen(int flags) {
    return new SlaveFile(terminal(), flags);
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    long refusal = terminal().jobs().check(call, Sig.TTIN);
    if (refusal != 0) {
      return refusal;
    }
    int want = into.length();
    LineDiscipline discipline = terminal().discipline();
    if (want == 0 || (terminal().isHungUp() && discipline.available() == 0)) {
      return 0;
    }
    Settings settings = terminal().settings();
    boolean lines = settings.local(Settings.ICANON);
    boolean impatient = !lines && settings.value(Settings.VMIN) == 0;
    boolean enough = !lines && discipline.available() >= want;
    if (discipline.isReadable() || enough) {
      byte[] data = discipline.take(want);
      terminal().changed();
      return data == null || data.length == 0 ? 0 : into.put(data, data.length);
    }
    return impatient ? awaitBriefly(call, settings) : await(call, new Progress(), "read of");
  }

  /** Without a minimum a read waits for the terminal's timeout only. */
  private long awaitBriefly(Call call, Settings settings) {
    long patience = settings.value(Settings.VTIME) * DECISECOND;
    long start = call.kernel().clock().monotonicNanos();
    long deadline = call.remember(() -> start + patience);
    if (patience == 0 || call.expired(deadline)) {
      return 0;
    }
    return call.block("read of " + name(), deadline, readinessChanged());
  }

  @Override
  public long write(Call call, GuestBuffer from, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    Progress progress = call.remember(Progress::new);
    if (progress.done == 0 && terminal().settings().local(Settings.TOSTOP)) {
      long refusal = terminal().jobs().check(call, Sig.TTOU);
      if (refusal != 0) {
        return refusal;
      }
    }
    int total = from.length();
    while (progress.done < total) {
      if (terminal().isHungUp()) {
        return -Errno.EIO;
      }
      // Each byte may become two.
      int length = Math.min(Math.min(CHUNK, total - progress.done), terminal().outputRoom() / 2);
      if (length == 0) {
        return await(call, progress, "write to");
      }
      byte[] written = from.get(progress.done, length);
      terminal().put(terminal().discipline().translate(written));
      progress.done += written.length;
      if (written.length < length) {
        break;
      }
    }
    return progress.done;
  }

  @Override
  public int room(Call call) {
    return terminal().outputRoom() / 2;
  }

  @Override
  public void accept(Call call, byte[] data) {
    terminal().put(terminal().discipline().translate(Arrays.copyOf(data, data.length)));
  }

  @Override
  public int mode() {
    return 0x2000 | 0620;
  }

  @Override
  public long rawDevice() {
    return Terminals.device(terminal().index());
  }

  @Override
  public long objectNumber() {
    return terminal().index() + 3L;
  }
}
