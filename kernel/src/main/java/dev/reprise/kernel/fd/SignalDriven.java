package dev.reprise.kernel.fd;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.signal.SignalInfo;

/** Sends SIGIO to the owner of a file whenever it has become ready (O_ASYNC). */
final class SignalDriven implements ReadinessListener {
  static final int O_ASYNC = 0x2000;

  private static final int SIGIO = 29;
  private static final int TOLD =
      OpenFile.READABLE | OpenFile.POLLPRI | OpenFile.POLLHUP | OpenFile.POLLERR;

  private final Kernel kernel;
  private final OpenFile file;

  private SignalDriven(Kernel kernel, OpenFile file) {
    this.kernel = kernel;
    this.file = file;
  }

  /** Begins or ends it, as the flag is set or not. */
  static void set(Kernel kernel, OpenFile file, boolean on) {
    if (on == ((file.flags() & O_ASYNC) != 0)) {
      return;
    }
    file.setFlags(file.flags() ^ O_ASYNC);
    if (on) {
      file.addListener(new SignalDriven(kernel, file));
    }
  }

  @Override
  public void readinessChanged(int events) {
    if ((file.flags() & O_ASYNC) == 0) {
      file.removeListener(this);
      return;
    }
    int owner = file.owner();
    if ((events & TOLD) == 0 || owner == 0) {
      return;
    }
    SignalInfo info = SignalInfo.fromKernel(SIGIO);
    if (owner < 0) {
      kernel.signals().toGroup(-owner, info);
      return;
    }
    GuestProcess process = kernel.processes().get(owner);
    if (process != null && !process.isExited()) {
      kernel.signals().toProcess(process, info);
    }
  }

  @Override
  public void fileClosed() {
    file.removeListener(this);
  }
}
