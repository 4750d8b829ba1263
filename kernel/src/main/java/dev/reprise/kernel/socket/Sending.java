package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Sending through a socket: write, send and sendmsg. */
final class Sending {
  static final int MSG_OOB = 1;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;

  private final Call call;
  private final Socket socket;
  private final int flags;
  private final Progress progress;
  private Control control = Control.NONE;
  private byte @Nullable [] destination;

  Sending(Call call, Socket socket, int flags) {
    this.call = call;
    this.socket = socket;
    this.flags = flags;
    this.progress = call.remember(Progress::new);
  }

  /** Sends credentials and descriptors with the first bytes. */
  Sending with(Control newControl) {
    control = newControl;
    return this;
  }

  /** Sends to an address. */
  Sending to(byte @Nullable [] address) {
    destination = address;
    return this;
  }

  Call call() {
    return call;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The address which the guest gave; null when it gave none. */
  byte @Nullable [] destination() {
    return destination;
  }

  /** The result of the call: bytes sent, an error, or that it waits. */
  long send(GuestBuffer from) {
    return socket.send(this, from);
  }

  /** Sends a stream: as much as there is room, then waits. */
  long stream(
      GuestBuffer from, IntSupplier sendError, IntSupplier room, Consumer<byte[]> transmit) {
    int total = from.length();
    while (true) {
      int error = sendError.getAsInt();
      if (error != 0) {
        return broken(error);
      }
      if (progress.bytes == total) {
        return total;
      }
      int length = Math.min(total - progress.bytes, room.getAsInt());
      if (length <= 0) {
        return await(socket.readinessChanged());
      }
      byte[] data = from.get(progress.bytes, length);
      transmit.accept(data);
      progress.bytes += data.length;
      if (data.length < length) {
        return progress.bytes;
      }
    }
  }

  /** All of a datagram; EFAULT when a part of it cannot be read. */
  byte[] whole(GuestBuffer from, int total) {
    byte[] data = from.get(0, total);
    if (data.length < total) {
      throw new SyscallError(Errno.EFAULT);
    }
    return data;
  }

  /** Nothing can be sent any more; who has sent something is told of that first. */
  long broken(int error) {
    if (progress.bytes > 0) {
      return progress.bytes;
    }
    socket.takeError();
    if (error == Errno.EPIPE && !has(MSG_NOSIGNAL)) {
      call.kernel().signals().brokenPipe(call.task());
    }
    return -error;
  }

  /** There is no room. */
  long await(WaitQueue queue) {
    if (socket.isNonblocking() || has(MSG_DONTWAIT)) {
      return progress.bytes > 0 ? progress.bytes : -Errno.EAGAIN;
    }
    long timeout = socket.options().sendTimeoutNanos();
    return Waits.await(call, progress, timeout, "send to " + socket.name(), queue);
  }

  /**
   * A message for another socket; its descriptors go through the host.
   *
   * @param named whose placeholder gets them by its name, or null when the two are connected
   */
  Message message(byte[] data, Message.Envelope envelope, @Nullable Socket named) {
    Message.Sender sender = control.sender() != null ? control.sender() : SocketCalls.self(call);
    List<Integer> descriptors = progress.bytes == 0 ? control.descriptors() : List.of();
    HostRights.send(call, call.intArg(0), descriptors, named);
    return new Message(data, sender, envelope, Control.files(call, descriptors));
  }

  /** The header of a datagram of the internet. */
  DatagramHeader header(InternetAddress to) {
    SocketOptions options = socket.options();
    int hops = control.hops();
    int service = control.service();
    if (hops < 0) {
      hops =
          to.isV4()
              ? options.get(ProtocolOptions.IPPROTO_IP, ProtocolOptions.IP_TTL)
              : options.get(ProtocolOptions.IPPROTO_IPV6, ProtocolOptions.IPV6_UNICAST_HOPS);
    }
    if (service < 0) {
      service =
          to.isV4()
              ? options.get(ProtocolOptions.IPPROTO_IP, ProtocolOptions.IP_TOS)
              : options.get(ProtocolOptions.IPPROTO_IPV6, ProtocolOptions.IPV6_TCLASS);
    }
    return new DatagramHeader(to, hops, service);
  }
}
