package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control messages that a guest sends with sendmsg(2).
 *
 * @param sender credentials which the guest gave explicitly, or null
 * @param descriptors descriptors to pass, in order
 * @param hops the time to live of a datagram, or -1
 * @param service the type of service of a datagram, or -1
 */
record Control(Message.@Nullable Sender sender, List<Integer> descriptors, int hops, int service) {
  /** No hops or service were given. */
  private static final int UNSET = -1;

  static final Control NONE = new Control(null, List.of(), UNSET, UNSET);

  static final int SCM_RIGHTS = 1;
  static final int SCM_CREDENTIALS = 2;
  static final int HEADER_BYTES = 16;

  private static final int MAX_DESCRIPTORS = 253;
  private static final int MAX_BYTES = 1 << 16;

  /** Reads the control messages at an address. */
  static Control read(Call call, Socket socket, long address, long length) {
    if (address == 0 || length < HEADER_BYTES) {
      return NONE;
    }
    if (length > MAX_BYTES) {
      throw new SyscallError(Errno.ENOBUFS);
    }
    byte[] bytes = call.memory().read(address, (int) length);
    Message.Sender sender = null;
    List<Integer> descriptors = new ArrayList<>();
    boolean unix = socket.kind().family() == SocketKind.AF_UNIX;
    int hops = UNSET;
    int service = UNSET;
    int at = 0;
    while (at + HEADER_BYTES <= bytes.length) {
      long size = Bytes.getLong(bytes, at);
      if (size < HEADER_BYTES || size > bytes.length - at) {
        throw new SyscallError(Errno.EINVAL);
      }
      int end = at + (int) size;
      int level = Bytes.getInt(bytes, at + 8);
      int type = Bytes.getInt(bytes, at + 12);
      if (level == ProtocolOptions.SOL_SOCKET && unix) {
        switch (type) {
          case SCM_RIGHTS -> addDescriptors(bytes, at + HEADER_BYTES, end, descriptors);
          case SCM_CREDENTIALS -> sender = sender(call, bytes, at + HEADER_BYTES, end);
          default -> throw new SyscallError(Errno.EINVAL);
        }
      } else if (isHops(level, type)) {
        hops = number(bytes, at + HEADER_BYTES, end);
      } else if (isService(level, type)) {
        service = number(bytes, at + HEADER_BYTES, end);
      }
      at += (int) (size + 7) & ~7;
    }
    Control control = new Control(sender, descriptors, hops, service);
    files(call, descriptors);
    return control;
  }

  private static boolean isHops(int level, int type) {
    return (level == ProtocolOptions.IPPROTO_IP && type == ProtocolOptions.IP_TTL)
        || (level == ProtocolOptions.IPPROTO_IPV6 && type == ProtocolOptions.IPV6_HOPLIMIT);
  }

  private static boolean isService(int level, int type) {
    return (level == ProtocolOptions.IPPROTO_IP && type == ProtocolOptions.IP_TOS)
        || (level == ProtocolOptions.IPPROTO_IPV6 && type == ProtocolOptions.IPV6_TCLASS);
  }

  private static int number(byte[] bytes, int at, int end) {
    if (end - at == 1) {
      return bytes[at] & 0xff;
    }
    if (end - at != 4) {
      throw new SyscallError(Errno.EINVAL);
    }
    return Bytes.getInt(bytes, at);
  }

  private static void addDescriptors(byte[] bytes, int from, int end, List<Integer> into) {
    for (int at = from; at + 4 <= end; at += 4) {
      into.add(Bytes.getInt(bytes, at));
    }
    if (into.size() > MAX_DESCRIPTORS) {
      throw new SyscallError(Errno.EINVAL);
    }
  }

  /** Only root may speak for other processes, users and groups. */
  private static Message.Sender sender(Call call, byte[] bytes, int at, int end) {
    if (end - at != 12) {
      throw new SyscallError(Errno.EINVAL);
    }
    Message.Sender given =
        new Message.Sender(
            Bytes.getInt(bytes, at), Bytes.getInt(bytes, at + 4), Bytes.getInt(bytes, at + 8));
    Credentials me = call.task().credentials();
    boolean own = given.pid() == call.process().pid();
    boolean may =
        (own || me.users().effective() == 0)
            && (me.users().has(given.uid()) || me.isCapable(Capability.SETUID))
            && (me.groupIds().has(given.gid()) || me.isCapable(Capability.SETGID));
    if (!may) {
      throw new SyscallError(Errno.EPERM);
    }
    if (!own && call.kernel().processes().get(given.pid()) == null) {
      throw new SyscallError(Errno.ESRCH);
    }
    return given;
  }

  /** The files of the caller's descriptors; EBADF when one is not open. */
  static List<OpenFile> files(Call call, List<Integer> descriptors) {
    return descriptors.stream().map(fd -> call.process().files().require(fd)).toList();
  }
}
