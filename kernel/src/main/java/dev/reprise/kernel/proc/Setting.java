package dev.reprise.kernel.proc;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.Status;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;

/** A file in {@code /proc/PID} which can be written: the process remembers the value. */
final class Setting extends OpenFile {
  private static final int REGULAR = 0100644;
  private static final int LONGEST = 64;

  private final ProcessView view;
  private final String setting;
  private int position;

  private Setting(ProcessView view, String setting, int flags) {
    super(flags);
    this.view = view;
    this.setting = setting;
  }

  static Synthetic.Node node(ProcessView view, String setting) {
    return new Synthetic.Special(REGULAR, 0, (call, flags) -> new Setting(view, setting, flags));
  }

  @Override
  public String name() {
    return "/proc/" + view.id() + "/" + setting;
  }

  private byte[] content() {
    String value = setting.equals("comm") ? view.name() : view.process().settings().get(setting);
    return FileSet.bytes(value + "\n");
  }

  @Override
  public long read(Call call, GuestBuffer into, long from) {
    byte[] content = content();
    int start = (int) Math.min(from < 0 ? position : from, content.length);
    int length = Math.min(into.length(), content.length - start);
    int put =
        length == 0
            ? 0
            : into.put(java.util.Arrays.copyOfRange(content, start, start + length), length);
    if (from < 0) {
      position = start + put;
    }
    return put;
  }

  @Override
  public long write(Call call, GuestBuffer from, long at) {
    int length = from.length();
    byte[] data = from.get(0, Math.min(length, LONGEST));
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (setting.equals("comm")) {
      rename(text);
    } else {
      view.process().settings().set(setting, text.strip());
    }
    return length;
  }

  private void rename(String text) {
    Task thread = view.thread();
    if (thread == null) {
      throw new SyscallError(Errno.ESRCH);
    }
    int end = text.indexOf('\n');
    thread.setName(end < 0 ? text : text.substring(0, end));
  }

  @Override
  public long seek(Call call) {
    long to = call.arg(1);
    switch (call.intArg(2)) {
      case 0 -> {}
      case 1 -> to += position;
      default -> {
        return -Errno.EINVAL;
      }
    }
    if (to < 0 || to > Integer.MAX_VALUE) {
      return -Errno.EINVAL;
    }
    position = (int) to;
    return to;
  }

  @Override
  public boolean isPollable() {
    return false;
  }

  @Override
  public long objectNumber() {
    return view.kernel().files().numberOf(name());
  }

  @Override
  public long device() {
    return Status.PROC;
  }

  @Override
  public int mode() {
    return REGULAR;
  }
}
