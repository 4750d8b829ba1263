package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of an open directory at one moment, sorted by name, and how far they were read. An
 * entry's offset is its index, so that offsets do not tell of the host's file system.
 */
final class Listing {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;

  private final List<DirectoryEntry> entries;
  private int position;

  /** The entries apart from the two first, sorted by name. */
  Listing(long self, long parent, List<DirectoryEntry> others) {
    List<DirectoryEntry> all = new ArrayList<>(others.size() + 2);
    all.add(new DirectoryEntry(self, DirectoryEntry.DIRECTORY, "."));
    all.add(new DirectoryEntry(parent, DirectoryEntry.DIRECTORY, ".."));
    all.addAll(others);
    this.entries = all;
  }

  static Listing ofSynthetic(Files files, String path, Synthetic.Directory directory) {
    List<DirectoryEntry> entries = new ArrayList<>();
    List<Synthetic.Child> children = new ArrayList<>(directory.children().get());
    children.sort((a, b) -> a.name().compareTo(b.name()));
    for (Synthetic.Child child : children) {
      long number = files.numberOf(PathNames.child(path, child.name()));
      entries.add(new DirectoryEntry(number, child.type(), child.name()));
    }
    long parent = files.numberOf(PathNames.parent(path));
    return new Listing(files.numberOf(path), parent, entries);
  }

  /** Answers lseek(2): the position is the index of the next entry. */
  long seek(Call call) {
    long to =
        switch (call.intArg(2)) {
          case SEEK_SET -> call.arg(1);
          case SEEK_CUR -> position + call.arg(1);
          default -> -1;
        };
    if (to < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    position = (int) Math.min(to, entries.size());
    return to;
  }

  /** Answers getdents64(2), or getdents(2) with its older structure. */
  long read(Call call, long address, int size, boolean old) {
    byte[] out = new byte[Math.min(size, 1 << 16)];
    int length = 0;
    int next = position;
    while (next < entries.size()) {
      int record = put(out, length, entries.get(next), next + 1, old);
      if (record == 0) {
        break;
      }
      length += record;
      next++;
    }
    if (length == 0 && next < entries.size()) {
      throw new SyscallError(Errno.EINVAL);
    }
    call.memory().write(address, java.util.Arrays.copyOf(out, length));
    position = next;
    return length;
  }

  /** Writes one entry and returns its length, or 0 when there is no room. */
  private static int put(byte[] out, int at, DirectoryEntry entry, int offset, boolean old) {
    byte[] name = entry.name().getBytes(StandardCharsets.ISO_8859_1);
    int header = old ? 18 : 19;
    int length = (header + name.length + (old ? 2 : 1) + 7) & ~7;
    if (at + length > out.length) {
      return 0;
    }
    Bytes.putLong(out, at, entry.inode());
    Bytes.putLong(out, at + 8, offset);
    Bytes.putShort(out, at + 16, length);
    if (old) {
      out[at + length - 1] = (byte) entry.type();
    } else {
      out[at + 18] = (byte) entry.type();
    }
    System.arraycopy(name, 0, out, at + header, name.length);
    return length;
  }
}
