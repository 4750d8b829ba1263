package dev.reprise.kernel.console;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.linux.Errno;

/** A standard stream that looks like a pipe. */
final class ConsolePipe extends ConsoleFile {
  private static final int FIFO_MODE = 0x1000 | 0600;
  private static final int FIONREAD = 0x541B;
  private static final int CAPACITY = 65_536;

  private final Kernel kernel;
  private final long number;

  ConsolePipe(Kernel kernel, HostStreams streams, int stream, int flags) {
    this(kernel, streams, stream, flags, kernel.descriptors().nextObject());
  }

  private ConsolePipe(Kernel kernel, HostStreams streams, int stream, int flags, long number) {
    super(streams, stream, flags);
    this.kernel = kernel;
    this.number = number;
  }

  @Override
  public String name() {
    return "pipe:[" + number + "]";
  }

  @Override
  public OpenFile reopen(int flags) {
    return new ConsolePipe(kernel, streams(), stream(), flags, number);
  }

  @Override
  public long capacity() {
    return CAPACITY;
  }

  /** How much of the input is unread depends on the user's timing: none, then. */
  @Override
  public long ioctl(Call call) {
    if (call.intArg(1) != FIONREAD) {
      return -Errno.ENOTTY;
    }
    call.memory().writeInt(call.arg(2), 0);
    return 0;
  }

  @Override
  public int mode() {
    return FIFO_MODE;
  }

  @Override
  public long objectNumber() {
    return number;
  }

  @Override
  public long device() {
    return VirtualDevice.PIPES;
  }
}
