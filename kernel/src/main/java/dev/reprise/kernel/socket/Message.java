package dev.reprise.kernel.socket;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.fd.OpenFile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent at once and waits in a socket.
 *
 * <p>Descriptors in it are held twice: here as files, and on the host in a real message between the
 * placeholders of the two sockets, which keeps real files open and carries them to the receiver.
 */
final class Message {
  /** The sender of a message, as SCM_CREDENTIALS and SO_PEERCRED tell it. */
  record Sender(int pid, int uid, int gid) {
    /** The other side of a socket that has none, or whose other side is not a process. */
    static final Sender NOBODY = new Sender(0, -1, -1);
  }

  /**
   * How a message came.
   *
   * @param from the address of its sender; empty when it has none
   * @param datagram what a datagram of the internet says beside its content, or null
   * @param nanos when it arrived, since 1970
   */
  record Envelope(byte[] from, @Nullable DatagramHeader datagram, long nanos) {
    static final Envelope NONE = new Envelope(new byte[0], null, 0);
  }

  private final byte[] data;
  private final Sender sender;
  private final Envelope envelope;
  private List<OpenFile> files;
  private int start;

  /** A message; its files are retained by it. */
  Message(byte[] data, Sender sender, Envelope envelope, List<OpenFile> files) {
    this.data = data;
    this.sender = sender;
    this.envelope = envelope;
    this.files = files;
    files.forEach(OpenFile::retain);
  }

  Sender sender() {
    return sender;
  }

  Envelope envelope() {
    return envelope;
  }

  /** The files which nobody has taken yet. */
  List<OpenFile> files() {
    return files;
  }

  /** Unread bytes. */
  int length() {
    return data.length - start;
  }

  byte[] peek(int limit) {
    return Arrays.copyOfRange(data, start, start + Math.min(limit, length()));
  }

  void drop(int length) {
    start += length;
  }

  /** The files were taken, or are no longer wanted. */
  void releaseFiles(Kernel kernel) {
    List<OpenFile> held = files;
    files = List.of();
    held.forEach(file -> file.release(kernel));
  }
}
