package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a real directory to its end, and numbers what is in it in the order of names. */
final class DirectoryReader {
  private final Files files;

  DirectoryReader(Files files) {
    this.files = files;
  }

  /** An entry as the host tells it. */
  private record Raw(long inode, int type, String name) {}

  Listing read(Call call, DirectoryFile directory, int fd) {
    Inode inode = files.inode(call, directory, fd);
    HostStat.Identity self = java.util.Objects.requireNonNull(directory.identity());
    if (!directory.startReading()) {
      call.execute(Nr.LSEEK, fd, 0, 0);
    }
    List<Raw> raw = readAll(call, fd);
    String path = directory.name();
    // Names are ISO-8859-1, so that the order of characters is the order of bytes.
    raw.sort((a, b) -> a.name().compareTo(b.name()));
    // Some overlays number their entries otherwise than stat(2) does; then every entry is asked
    // for.
    boolean consistent = !path.equals("/") && isNumbered(raw, ".", self.inode());
    long parent = parent(call, directory, inode, fd);
    List<DirectoryEntry> entries = new ArrayList<>(raw.size());
    Set<String> presented = files.synthetic().presentedIn(path);
    for (String name : presented) {
      long number = files.numberOf(PathNames.child(path, name));
      entries.add(new DirectoryEntry(number, DirectoryEntry.REGULAR, name));
    }
    boolean mixed = path.equals("/") || PathNames.isSynthetic(path);
    for (Raw entry : raw) {
      if (!entry.name.equals(".") && !entry.name.equals("..") && !presented.contains(entry.name)) {
        DirectoryEntry synthetic = mixed ? synthetic(path, entry.name) : null;
        entries.add(synthetic != null ? synthetic : convert(call, fd, self, entry, consistent));
      }
    }
    if (!presented.isEmpty()) {
      entries.sort((a, b) -> a.name().compareTo(b.name()));
    }
    files.tell(call, FileEvents.Kind.LISTED, path, "", inode.number(), true);
    return new Listing(inode.number(), parent, entries);
  }

  private static boolean isNumbered(List<Raw> entries, String name, long inode) {
    for (Raw entry : entries) {
      if (entry.name.equals(name)) {
        return entry.inode == inode;
      }
    }
    return false;
  }

  private @Nullable DirectoryEntry synthetic(String directory, String name) {
    String path = PathNames.child(directory, name);
    return PathNames.isSynthetic(path)
        ? new DirectoryEntry(files.numberOf(path), DirectoryEntry.DIRECTORY, name)
        : null;
  }

  private long parent(Call call, DirectoryFile directory, Inode self, int fd) {
    Inode known = directory.parent(files.directoryMoves());
    if (known != null) {
      return known.number();
    }
    HostStat parent = HostStat.find(call, fd, "..", true);
    return (parent == null ? self : files.inodes().of(parent)).number();
  }

  private DirectoryEntry convert(
      Call call, int fd, HostStat.Identity directory, Raw entry, boolean consistent) {
    if (consistent && entry.type != DirectoryEntry.UNKNOWN) {
      HostStat.Identity identity = new HostStat.Identity(directory.device(), entry.inode);
      return new DirectoryEntry(files.inodes().of(identity).number(), entry.type, entry.name);
    }
    HostStat host = HostStat.find(call, fd, entry.name, false);
    if (host == null) {
      return new DirectoryEntry(1, entry.type, entry.name);
    }
    int type = DirectoryEntry.typeOfMode(host.mode());
    return new DirectoryEntry(files.inodes().of(host).number(), type, entry.name);
  }

  private static List<Raw> readAll(Call call, int fd) {
    List<Raw> entries = new ArrayList<>();
    byte[] raw = new byte[Scratch.BUFFER_SIZE];
    while (true) {
      long length = HostContent.list(call, fd, raw);
      if (length < 0) {
        throw new SyscallError((int) -length);
      }
      if (length == 0) {
        return entries;
      }
      parse(raw, (int) length, entries);
    }
  }

  private static void parse(byte[] raw, int length, List<Raw> into) {
    for (int at = 0; at < length; at += Bytes.getShort(raw, at + 16)) {
      int end = at + 19;
      while (raw[end] != 0) {
        end++;
      }
      String name = new String(raw, at + 19, end - at - 19, StandardCharsets.ISO_8859_1);
      into.add(new Raw(Bytes.getLong(raw, at), raw[at + 18], name));
    }
  }
}
