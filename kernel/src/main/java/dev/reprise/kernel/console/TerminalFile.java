package dev.reprise.kernel.console;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.kernel.signal.Sig;
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
  private static final int TIOCOUTQ = 0x5411;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int FIONREAD = 0x541B;
  private static final int TCSBRKP = 0x5425;
  private static final int SETTINGS_BYTES = 36;
  private static final int CHARACTER_DEVICE = 0x2000 | 0620;

  private final Terminal terminal;

  TerminalFile(Terminal terminal, HostStreams streams, int stream, int flags) {
    super(streams, stream, flags);
    this.terminal = terminal;
  }

  @Override
  public String name() {
    return Terminal.PATH;
  }

  @Override
  public OpenFile reopen(int flags) {
    return new TerminalFile(terminal, streams(), stream(), flags);
  }

  @Override
  public long ioctl(Call call) {
    long answer = terminal.jobs().ioctl(call, false);
    return answer != JobControl.OTHER ? answer : settings(call);
  }

  @Override
  long refusal(Call call) {
    return terminal.jobs().check(call, Sig.TTIN);
  }

  private long settings(Call call) {
    long refusal =
        switch (call.intArg(1)) {
          case TCSETS, TCSETSW, TCSETSF, TCSBRK, TCSBRKP, TCXONC, TCFLSH ->
              terminal.jobs().check(call, Sig.TTOU);
          default -> 0;
        };
    return refusal != 0 ? refusal : change(call);
  }

  private long change(Call call) {
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

  @Override
  public int mode() {
    return CHARACTER_DEVICE;
  }

  @Override
  public long objectNumber() {
    return Terminal.INODE;
  }

  @Override
  public long device() {
    return VirtualDevice.TERMINALS;
  }

  @Override
  public long rawDevice() {
    return Terminal.DEVICE;
  }
}
