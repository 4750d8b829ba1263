package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;

/**
 * The master of a pseudo-terminal: what is written there was typed, what is read there was shown.
 */
final class MasterFile extends TerminalEnd {
  private static final int TIOCGPTN = 0x80045430;
  private static final int TIOCSPTLCK = 0x40045431;
  private static final int TIOCGPTLCK = 0x80045439;
  private static final int TIOCSIG = 0x40045436;
  private static final int TIOCPKT = 0x5420;
  private static final int TIOCGPTPEER = 0x5441;
  private static final int O_CLOEXEC = 0x80000;
  private static final int MAX_SIGNAL = 64;

  MasterFile(PseudoTerminal terminal, int flags) {
    super(terminal, flags);
  }

  @Override
  boolean isMaster() {
    return true;
  }

  @Override
  int unread() {
    return terminal().output().size();
  }

  @Override
  public String name() {
    return "/dev/ptmx";
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    byte[] data = terminal().output().peek(into.length());
    if (data.length > 0) {
      int put = into.put(data, data.length);
      terminal().output().drop(put);
      terminal().changed();
      return put;
    }
    if (into.length() == 0) {
      return 0;
    }
    return terminal().isDeserted() ? -Errno.EIO : await(call, new Progress(), "read of");
  }

  @Override
  public long write(Call call, GuestBuffer from, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    Progress progress = call.remember(Progress::new);
    int total = from.length();
    while (progress.done < total) {
      int length = Math.min(total - progress.done, terminal().discipline().room());
      if (length == 0) {
        return await(call, progress, "write to");
      }
      byte[] typed = from.get(progress.done, length);
      terminal().discipline().type(typed);
      terminal().changed();
      progress.done += typed.length;
      if (typed.length < length) {
        break;
      }
    }
    return progress.done;
  }

  @Override
  public long ioctl(Call call) {
    switch (call.intArg(1)) {
      case TIOCGPTN -> call.memory().writeInt(call.arg(2), terminal().index());
      case TIOCSPTLCK -> terminal().setLocked(call.memory().readInt(call.arg(2)) != 0);
      case TIOCGPTLCK -> call.memory().writeInt(call.arg(2), terminal().isLocked() ? 1 : 0);
      case TIOCSIG -> {
        if (call.intArg(2) <= 0 || call.intArg(2) > MAX_SIGNAL) {
          return -Errno.EINVAL;
        }
        terminal().signal(call.intArg(2));
      }
      case TIOCPKT -> {
        // Packet mode is off, and stays so: who asks for it must not get bytes without packets.
        return call.memory().readInt(call.arg(2)) == 0 ? 0 : -Errno.EINVAL;
      }
      case TIOCGPTPEER -> {
        int flags = call.intArg(2);
        SlaveFile slave = new SlaveFile(terminal(), flags & ~O_CLOEXEC);
        return call.kernel().descriptors().open(call, slave, (flags & O_CLOEXEC) != 0);
      }
      default -> {
        return super.ioctl(call);
      }
    }
    return 0;
  }

  @Override
  public int mode() {
    return 0x2000 | 0666;
  }

  @Override
  public long rawDevice() {
    return 0x502;
  }

  @Override
  public long objectNumber() {
    return 2;
  }
}
