package dev.reprise.kernel.proc;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.console.Terminal;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** The devices whose bytes are ours. All others in {@code /dev} are real files of the container. */
final class DeviceTree {
  private static final int CHARACTER = 0020666;
  private static final int TERMINAL = 0020620;
  private static final long RANDOM = 0x108;
  private static final long URANDOM = 0x109;
  private static final long CONTROLLING_TERMINAL = 0x500;
  private static final int STANDARD_OUTPUT = 1;

  private final Kernel kernel;

  DeviceTree(Kernel kernel) {
    this.kernel = kernel;
  }

  Synthetic.@Nullable Node lookup(String path) {
    return switch (path) {
      case "/dev/random" -> random(path, RANDOM);
      case "/dev/urandom" -> random(path, URANDOM);
      case "/dev/tty" ->
          new Synthetic.Special(CHARACTER, CONTROLLING_TERMINAL, DeviceTree::controllingTerminal);
      case Terminal.PATH -> terminal();
      default -> null;
    };
  }

  private static Synthetic.Node random(String path, long device) {
    return new Synthetic.Special(
        CHARACTER, device, (call, flags) -> new RandomDevice(path, device, call, flags));
  }

  private static OpenFile controllingTerminal(Call call, int flags) {
    Terminal terminal = call.kernel().console().terminal();
    if (terminal == null || terminal.jobs().session() != call.process().sid()) {
      throw new SyscallError(Errno.ENXIO);
    }
    return terminal.open(STANDARD_OUTPUT, flags);
  }

  private Synthetic.@Nullable Node terminal() {
    Terminal terminal = kernel.console().terminal();
    return terminal == null
        ? null
        : new Synthetic.Special(
            TERMINAL, Terminal.DEVICE, (call, flags) -> terminal.open(STANDARD_OUTPUT, flags));
  }
}
