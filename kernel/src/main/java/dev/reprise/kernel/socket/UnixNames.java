package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names which AF_UNIX sockets are bound to: abstract ones, and files of the file system. */
final class UnixNames {
  private final TreeMap<String, UnixSocket> byName = new TreeMap<>();
  private final TreeMap<Long, UnixSocket> byInode = new TreeMap<>();
  private int nextAutomatic;

  /** Binds a socket to a name; for a path, a file is made. */
  void bind(Call call, UnixSocket socket, UnixName name) {
    if (!name.isAbstract()) {
      long inode = call.kernel().files().createSocket(call, name.text());
      byInode.put(inode, socket);
      socket.named(name, inode);
    } else if (byName.putIfAbsent(key(socket, name.text()), socket) == null) {
      socket.named(name, 0);
    } else {
      throw new SyscallError(Errno.EADDRINUSE);
    }
  }

  /** Binds a socket to the next free name of five hexadecimal digits; Linux starts at random. */
  void bindAutomatically(UnixSocket socket) {
    while (true) {
      String text = String.format(Locale.ROOT, "\0%05x", nextAutomatic++ & 0xfffff);
      if (byName.putIfAbsent(key(socket, text), socket) == null) {
        socket.named(new UnixName(text), 0);
        return;
      }
    }
  }

  /** The socket of a name; ECONNREFUSED when nobody is bound to it. */
  UnixSocket require(Call call, UnixSocket asking, UnixName name) {
    UnixSocket found =
        name.isAbstract()
            ? byName.get(key(asking, name.text()))
            : byInode.get(call.kernel().files().findSocket(call, name.text()));
    if (found == null) {
      throw new SyscallError(Errno.ECONNREFUSED);
    }
    return found;
  }

  /** A socket is closed: its file stays, and nobody answers there. */
  void remove(UnixSocket socket, @Nullable UnixName name, long inode) {
    if (inode != 0) {
      byInode.remove(inode);
    } else if (name != null) {
      byName.remove(key(socket, name.text()));
    }
  }

  /** Each type of socket has abstract names of its own. */
  private static String key(UnixSocket socket, String text) {
    return socket.kind().type() + text;
  }
}
