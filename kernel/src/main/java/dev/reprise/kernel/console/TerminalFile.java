package dev.reprise.kernel.console;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.linux.Errno;

/** An open terminal. */
final class TerminalFile extends ConsoleFile {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TCSETSW = 0x5403;
  private static final int TCSETSF = 0x5404;
  private static final int TCSBRK = 0x5409;
  private static final int TCXONC = 0x540A;
  private static final int TCFLSH = 0x540B;
  private static final int TIOCSCTTY = 0x540E;
  private static final int TIOCGPGRP = 0x540F;
  private static final int TIOCSPGRP = 0x5410;
  private static final int TIOCOUTQ = 0x5411;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int FIONREAD = 0x541B;
  private static final int TIOCNOTTY = 0x5422;
  private static final int TCSBRKP = 0x5425;
  private static final int TIOCGSID = 0x5429;
  private static final int SETTINGS_BYTES = 36;
  private static final int CHARACTER_DEVICE = 0x2000 | 0620;

  private final Terminal terminal;

  TerminalFile(Terminal terminal, HostStreams streams, int stream, int flags) {
    super(streams, stream, flags);
    this.terminal = terminal;
  }

  @Override
  public String name() {
    return "/dev/pts/0";
  }

  @Override
  public OpenFile reopen(int flags) {
    return new TerminalFile(terminal, streams(), stream(), flags);
  }

  @Override
  public long ioctl(Call call) {
    return switch (call.intArg(1)) {
      case TCGETS -> {
        call.memory().write(call.arg(2), streams().terminalSettings());
        yield 0;
      }
      case TCSETS, TCSETSW, TCSETSF -> {
        streams().setTerminalSettings(call.memory().read(call.arg(2), SETTINGS_BYTES));
        yield 0;
      }
      case TIOCGWINSZ -> windowSize(call);
      case TIOCGPGRP -> number(call, terminal.foreground());
      case TIOCSPGRP -> setForeground(call);
      case TIOCGSID -> number(call, terminal.session());
      case TIOCSCTTY -> takeAsControlling(call);
      case TIOCNOTTY -> giveUp(call);
      case FIONREAD, TIOCOUTQ -> {
        call.memory().writeInt(call.arg(2), 0);
        yield 0;
      }
      case TCSBRK, TCSBRKP, TCXONC, TCFLSH, TIOCSWINSZ -> 0;
      default -> -Errno.ENOTTY;
    };
  }

  private long windowSize(Call call) {
    HostStreams.WindowSize size = streams().windowSize();
    byte[] bytes = new byte[8];
    Bytes.putShort(bytes, 0, size.rows());
    Bytes.putShort(bytes, 2, size.columns());
    call.memory().write(call.arg(2), bytes);
    return 0;
  }

  private boolean isControlling(Call call) {
    return terminal.session() == call.process().sid();
  }

  private long number(Call call, int value) {
    if (!isControlling(call)) {
      return -Errno.ENOTTY;
    }
    call.memory().writeInt(call.arg(2), value);
    return 0;
  }

  private long setForeground(Call call) {
    if (!isControlling(call)) {
      return -Errno.ENOTTY;
    }
    int pgid = call.memory().readInt(call.arg(2));
    if (pgid < 0) {
      return -Errno.EINVAL;
    }
    for (var process : call.kernel().processes().all()) {
      if (process.pgid() == pgid && process.sid() == call.process().sid()) {
        terminal.setForeground(pgid);
        return 0;
      }
    }
    return -Errno.EPERM;
  }

  private long takeAsControlling(Call call) {
    var process = call.process();
    if (isControlling(call)) {
      return 0;
    }
    if (process.sid() != process.pid() || terminal.session() != 0) {
      return -Errno.EPERM;
    }
    terminal.setSession(process.sid());
    terminal.setForeground(process.pgid());
    return 0;
  }

  private long giveUp(Call call) {
    if (!isControlling(call)) {
      return -Errno.ENOTTY;
    }
    if (call.process().sid() == call.process().pid()) {
      terminal.setSession(0);
      terminal.setForeground(0);
    }
    return 0;
  }

  @Override
  public int mode() {
    return CHARACTER_DEVICE;
  }

  @Override
  public long objectNumber() {
    return terminal.number();
  }

  @Override
  public long device() {
    return VirtualDevice.TERMINALS;
  }

  /** The number of {@code /dev/pts/0}. */
  @Override
  public long rawDevice() {
    return 136L << 8;
  }
}
