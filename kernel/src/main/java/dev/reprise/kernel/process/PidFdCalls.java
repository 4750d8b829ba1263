package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.identity.Rights;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** pidfd_open and pidfd_send_signal. */
public final class PidFdCalls {
  private static final int O_NONBLOCK = 0x800;
  private static final int O_PATH = 0x200000;

  /** The directory of a process, which serves as its descriptor; no other file has such a path. */
  private static final Pattern DIRECTORY = Pattern.compile("/proc/([1-9][0-9]{0,8})");

  private final Kernel kernel;

  public PidFdCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.PIDFD_OPEN, this::open);
    handlers.on(Nr.PIDFD_SEND_SIGNAL, this::send);
  }

  private long open(Call call) {
    int flags = call.intArg(1);
    int pid = call.intArg(0);
    if ((flags & ~O_NONBLOCK) != 0 || pid <= 0) {
      return -Errno.EINVAL;
    }
    GuestProcess process = kernel.processes().get(pid);
    if (process == null) {
      return kernel.processes().task(pid) == null ? -Errno.ESRCH : -Errno.EINVAL;
    }
    return kernel.descriptors().open(call, kernel.processes().pidFd(process, flags), true);
  }

  private long send(Call call) {
    int signal = call.intArg(1);
    if (signal < 0 || signal > Sig.MAX || call.arg(3) != 0) {
      return -Errno.EINVAL;
    }
    GuestProcess process = target(call);
    if (process == null || kernel.processes().get(process.pid()) != process) {
      return -Errno.ESRCH;
    }
    if (!Rights.maySignal(call.task(), process, signal)) {
      return -Errno.EPERM;
    }
    SignalInfo info = kernel.signals().ofUser(call.process(), signal, SignalInfo.SI_USER);
    if (call.arg(2) != 0) {
      if (call.memory().readInt(call.arg(2)) != signal) {
        return -Errno.EINVAL;
      }
      info = SignalInfo.fromBytes(signal, call.memory().read(call.arg(2), SignalInfo.SIZE));
      boolean official = info.code() >= 0 || info.code() == SignalInfo.SI_TKILL;
      if (official && process != call.process()) {
        return -Errno.EPERM;
      }
    }
    return signal == 0 || kernel.signals().toProcess(process, info) ? 0 : -Errno.EAGAIN;
  }

  /** The process to which argument 0 leads; null when it has ended. */
  private @Nullable GuestProcess target(Call call) {
    OpenFile file = call.process().files().require(call.intArg(0));
    Matcher directory = DIRECTORY.matcher(file.name());
    if (directory.matches() && (file.flags() & O_PATH) == 0) {
      return kernel.processes().get(Integer.parseInt(directory.group(1)));
    }
    return PidFd.require(call, call.intArg(0)).process();
  }
}
