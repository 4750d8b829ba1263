package dev.reprise.kernel.console;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standard streams of a run. */
public final class Console {
  private static final int O_RDWR = 2;
  private static final int O_LARGEFILE = 0x8000;
  private static final int O_WRONLY = 1;

  private final Kernel kernel;
  private final List<OpenFile> outputs = new ArrayList<>();
  private @Nullable Terminal terminal;

  public Console(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Gives the run's first process its descriptors 0, 1 and 2.
   *
   * <p>The host kernel has these descriptors already: the real file or null device where {@link
   * HostStreams#kind} says so, else a placeholder of any kind.
   */
  public void attach(GuestProcess first, HostStreams streams) {
    for (int stream = 0; stream < 3; stream++) {
      OpenFile file = open(first, streams, stream);
      first.files().put(kernel, stream, file, false);
      if (stream > 0 && !(file instanceof KernelFile)) {
        outputs.add(file);
      }
    }
  }

  private OpenFile open(GuestProcess first, HostStreams streams, int stream) {
    return switch (streams.kind(stream)) {
      case EMPTY -> new KernelFile("/dev/null", O_RDWR | O_LARGEFILE);
      case REGULAR_FILE -> new KernelFile("/dev/stdin", O_LARGEFILE);
      case PIPE -> new ConsolePipe(kernel, streams, stream, stream == 0 ? 0 : O_WRONLY);
      case TERMINAL -> terminal(first, streams).open(stream, O_RDWR);
    };
  }

  private Terminal terminal(GuestProcess first, HostStreams streams) {
    if (terminal == null) {
      terminal = new Terminal(streams, first);
    }
    return terminal;
  }

  /** The terminal which {@code /dev/tty} means, or null when the run has none. */
  public @Nullable Terminal terminal() {
    return terminal;
  }

  /** Whether a process can still write to the output or to the errors. */
  public boolean isHeld() {
    for (OpenFile file : outputs) {
      if (file.isOpen()) {
        return true;
      }
    }
    return false;
  }
}
