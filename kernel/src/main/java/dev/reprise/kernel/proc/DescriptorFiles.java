package dev.reprise.kernel.proc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.linux.Nr;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The entries of {@code /proc/PID/fd} and {@code fdinfo}, and {@code /proc/PID/task/TID/children}.
 */
final class DescriptorFiles {
  private static final int O_CLOEXEC = 0x80000;
  private static final int SEEK_CUR = 1;

  static Synthetic.@Nullable Node link(ProcessView view, int fd) {
    boolean open = view.thread() != null && view.process().files().get(fd) != null;
    return open ? new Synthetic.Descriptor(view.process(), fd) : null;
  }

  static Synthetic.@Nullable Node info(ProcessView view, int fd) {
    Task holder = view.thread();
    FdTable.Entry entry = view.process().files().entries().get(fd);
    return entry == null || holder == null
        ? null
        : new Synthetic.Text(0444, 0, () -> FileSet.bytes(info(holder, fd, entry)));
  }

  private static String info(Task holder, int fd, FdTable.Entry entry) {
    OpenFile file = entry.file();
    int flags = file.flags() | (entry.closeOnExec() ? O_CLOEXEC : 0);
    return String.format(
        Locale.ROOT,
        "pos:\t%d\nflags:\t0%o\nmnt_id:\t20\nino:\t%d\n",
        position(holder, fd, file),
        flags,
        file.objectNumber());
  }

  /** The host knows the position of a real file; its owner, stopped at a call, is made to ask. */
  private static long position(Task holder, int fd, OpenFile file) {
    if (!(file instanceof KernelFile) || !holder.isInCall()) {
      return 0;
    }
    return Math.max(0, holder.thread().execute(Nr.LSEEK, fd, 0, SEEK_CUR, 0, 0, 0));
  }

  static Synthetic.Node children(ProcessView view) {
    return new Synthetic.Text(
        0444,
        0,
        () -> {
          StringBuilder text = new StringBuilder();
          for (GuestProcess child : view.process().children()) {
            text.append(child.pid()).append(' ');
          }
          return FileSet.bytes(text.toString());
        });
  }

  private DescriptorFiles() {}
}
