package dev.reprise.kernel.proc;

import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** The devices whose bytes are ours. All others in {@code /dev} are real files of the container. */
final class DeviceTree {
  private static final int CHARACTER = 0020666;
  private static final long RANDOM = 0x108;
  private static final long URANDOM = 0x109;
  private static final long TERMINAL = 0x500;

  Synthetic.@Nullable Node lookup(String path) {
    return switch (path) {
      case "random" -> random(path, RANDOM);
      case "urandom" -> random(path, URANDOM);
      // No process has a controlling terminal.
      case "tty" ->
          new Synthetic.Special(
              CHARACTER,
              TERMINAL,
              (call, flags) -> {
                throw new SyscallError(Errno.ENXIO);
              });
      default -> null;
    };
  }

  private static Synthetic.Node random(String name, long device) {
    return new Synthetic.Special(
        CHARACTER, device, (call, flags) -> new RandomDevice("/dev/" + name, device, call, flags));
  }
}
