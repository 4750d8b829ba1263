package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.console.Terminal;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The run's terminals by name: {@code /dev/tty}, {@code /dev/ptmx} and {@code /dev/pts}. */
public final class Terminals {
  static final String DIRECTORY = "/dev/pts";

  private static final int CHARACTER = 0x2000;
  private static final int O_NOCTTY = 0x100;
  private static final int O_RDWR = 2;

  private final Kernel kernel;
  private final TreeMap<Integer, PseudoTerminal> byIndex = new TreeMap<>();

  public Terminals(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The {@code st_rdev} of a terminal. */
  static long device(int index) {
    return 136L << 8 | index;
  }

  /** What an absolute path stands for, or null when it is no terminal's. */
  public Synthetic.@Nullable Node lookup(String path) {
    return switch (path) {
      case "/dev/tty" -> new Synthetic.Special(CHARACTER | 0666, 0x500, this::openControlling);
      case "/dev/ptmx", "/dev/pts/ptmx" ->
          new Synthetic.Special(CHARACTER | 0666, 0x502, (call, flags) -> create(flags));
      case DIRECTORY -> new Synthetic.Directory(0755, this::children);
      default ->
          path.startsWith(DIRECTORY + "/") ? slave(path.substring(DIRECTORY.length() + 1)) : null;
    };
  }

  private Synthetic.@Nullable Node slave(String number) {
    for (PseudoTerminal terminal : byIndex.values()) {
      if (number.equals(Integer.toString(terminal.index()))) {
        return new Synthetic.Special(
            CHARACTER | 0620,
            device(terminal.index()),
            (call, flags) -> open(call, terminal, flags));
      }
    }
    Terminal console = kernel.console().terminal();
    return console != null && number.equals("0")
        ? new Synthetic.Special(
            CHARACTER | 0620, Terminal.DEVICE, (call, flags) -> console.open(1, flags))
        : null;
  }

  private List<Synthetic.Child> children() {
    List<Synthetic.Child> children = new ArrayList<>();
    if (kernel.console().terminal() != null) {
      children.add(new Synthetic.Child("0", DirectoryEntry.CHARACTER_DEVICE));
    }
    for (int index : byIndex.keySet()) {
      children.add(new Synthetic.Child(Integer.toString(index), DirectoryEntry.CHARACTER_DEVICE));
    }
    children.add(new Synthetic.Child("ptmx", DirectoryEntry.CHARACTER_DEVICE));
    return children;
  }

  /** The lowest free number, as on Linux; the run's own terminal has number 0. */
  private OpenFile create(int flags) {
    int index = kernel.console().terminal() == null ? 0 : 1;
    while (byIndex.containsKey(index)) {
      index++;
    }
    PseudoTerminal terminal = new PseudoTerminal(kernel, index);
    byIndex.put(index, terminal);
    return new MasterFile(terminal, flags);
  }

  void remove(PseudoTerminal terminal) {
    byIndex.remove(terminal.index());
  }

  /** A session's leader that has no terminal gets the one which it opens. */
  private OpenFile open(Call call, PseudoTerminal terminal, int flags) {
    if (terminal.isLocked()) {
      throw new SyscallError(Errno.EIO);
    }
    GuestProcess process = call.process();
    boolean leader = process.sid() == process.pid();
    if ((flags & O_NOCTTY) == 0
        && leader
        && terminal.jobs().session() == 0
        && !hasControlling(process.sid())) {
      terminal.jobs().take(process);
    }
    return new SlaveFile(terminal, flags);
  }

  private boolean hasControlling(int session) {
    return deviceOf(session) != 0;
  }

  /** The device of a session's controlling terminal, or 0. */
  public long deviceOf(int session) {
    Terminal console = kernel.console().terminal();
    if (console != null && console.jobs().session() == session) {
      return Terminal.DEVICE;
    }
    PseudoTerminal terminal = of(session);
    return terminal == null ? 0 : device(terminal.index());
  }

  /** The foreground group of a session's controlling terminal, or -1. */
  public int foregroundOf(int session) {
    Terminal console = kernel.console().terminal();
    if (console != null && console.jobs().session() == session) {
      return console.foreground();
    }
    PseudoTerminal terminal = of(session);
    return terminal == null ? -1 : terminal.jobs().foreground();
  }

  /** The leader of a session has ended. Its terminal is free, and the foreground is told. */
  public void leaderEnds(GuestProcess leader) {
    PseudoTerminal terminal = of(leader.pid());
    int lost = leader.job().lostForeground();
    if (terminal != null) {
      terminal.jobs().leaderEnds(kernel);
    } else if (lost != 0) {
      kernel.signals().toGroup(lost, SignalInfo.fromKernel(Sig.HUP));
      kernel.signals().toGroup(lost, SignalInfo.fromKernel(Sig.CONT));
    }
  }

  private @Nullable PseudoTerminal of(int session) {
    for (PseudoTerminal terminal : byIndex.values()) {
      if (terminal.jobs().session() == session) {
        return terminal;
      }
    }
    return null;
  }

  private OpenFile openControlling(Call call, int flags) {
    int session = call.process().sid();
    Terminal console = kernel.console().terminal();
    if (console != null && console.jobs().session() == session) {
      return console.open(1, flags & ~3 | O_RDWR);
    }
    PseudoTerminal terminal = of(session);
    if (terminal == null) {
      throw new SyscallError(Errno.ENXIO);
    }
    return new SlaveFile(terminal, flags);
  }
}
