package dev.reprise.kernel.proc;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.file.Synthetic;
import org.jspecify.annotations.Nullable;

/** The devices whose bytes are ours. All others in {@code /dev} are real files of the container. */
final class DeviceTree {
  private static final int CHARACTER = 0020666;
  private static final long RANDOM = 0x108;
  private static final long URANDOM = 0x109;

  private final Kernel kernel;

  DeviceTree(Kernel kernel) {
    this.kernel = kernel;
  }

  Synthetic.@Nullable Node lookup(String path) {
    return switch (path) {
      case "/dev/random" -> random(path, RANDOM);
      case "/dev/urandom" -> random(path, URANDOM);
      default -> kernel.terminals().lookup(path);
    };
  }

  private static Synthetic.Node random(String path, long device) {
    return new Synthetic.Special(
        CHARACTER, device, (call, flags) -> new RandomDevice(path, device, call, flags));
  }
}
