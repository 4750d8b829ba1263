package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.console.JobControl;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Errno;

/** What the master and the terminal have in common: settings, window and job control. */
abstract class TerminalEnd extends OpenFile {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TCSETSF = 0x5404;
  private static final int TCSBRK = 0x5409;
  private static final int TCXONC = 0x540A;
  private static final int TCFLSH = 0x540B;
  private static final int TIOCOUTQ = 0x5411;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int FIONREAD = 0x541B;
  private static final int TCSBRKP = 0x5425;

  private final PseudoTerminal terminal;

  TerminalEnd(PseudoTerminal terminal, int flags) {
    super(flags);
    this.terminal = terminal;
    terminal.attach(this);
  }

  abstract boolean isMaster();

  /** Bytes which a read finds. */
  abstract int unread();

  final PseudoTerminal terminal() {
    return terminal;
  }

  @Override
  public final int readiness(Task asking) {
    return terminal.readiness(isMaster());
  }

  @Override
  protected final void closed(Kernel kernel) {
    terminal.detach(this);
  }

  /** A write's progress: it survives the call's retries. */
  static final class Progress {
    int done;
  }

  /** Waits, or tells what a write has done so far. */
  final long await(Call call, Progress progress, String reason) {
    if (isNonblocking()) {
      return progress.done > 0 ? progress.done : -Errno.EAGAIN;
    }
    long result = call.block(reason + " " + name(), Call.NEVER, readinessChanged());
    return result == -Errno.ERESTARTSYS && progress.done > 0 ? progress.done : result;
  }

  @Override
  public long ioctl(Call call) {
    long answer = terminal.jobs().ioctl(call, isMaster());
    if (answer != JobControl.OTHER) {
      return answer;
    }
    int request = call.intArg(1);
    long refusal = changes(request) ? terminal.jobs().check(call, Sig.TTOU) : 0;
    if (refusal != 0) {
      return refusal;
    }
    switch (request) {
      case TCGETS -> call.memory().write(call.arg(2), terminal.settings().toBytes());
      case TCSETS, TCSETS + 1, TCSETSF -> {
        terminal.settings().set(call.memory().read(call.arg(2), Settings.SIZE));
        if (request == TCSETSF) {
          terminal.discipline().flushInput();
        }
        terminal.discipline().settingsChanged();
        terminal.changed();
      }
      case TIOCGWINSZ -> call.memory().write(call.arg(2), terminal.window());
      case TIOCSWINSZ -> terminal.setWindow(call.memory().read(call.arg(2), 8));
      case FIONREAD -> call.memory().writeInt(call.arg(2), unread());
      case TIOCOUTQ -> call.memory().writeInt(call.arg(2), 0);
      case TCFLSH -> flush(call.intArg(2));
      case TCSBRK, TCSBRKP, TCXONC -> {}
      default -> {
        return -Errno.ENOTTY;
      }
    }
    return 0;
  }

  /** Requests which are for those in the foreground. */
  private static boolean changes(int request) {
    return switch (request) {
      case TCSETS, TCSETS + 1, TCSETSF, TCFLSH, TCSBRK, TCSBRKP, TCXONC -> true;
      default -> false;
    };
  }

  private void flush(int queue) {
    if (queue != 1) {
      terminal.discipline().flushInput();
    }
    if (queue != 0) {
      terminal.flushOutput();
    }
    terminal.changed();
  }

  @Override
  public final long device() {
    return VirtualDevice.TERMINALS;
  }
}
