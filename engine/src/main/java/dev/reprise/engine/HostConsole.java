package dev.reprise.engine;

import dev.reprise.Bytes;
import dev.reprise.Input;
import dev.reprise.Output;
import dev.reprise.RunConfig;
import dev.reprise.kernel.console.HostStreams;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The user's end of a run's standard streams.
 *
 * <p>The descriptors of this process are read and written without buffers of Java's, so that what
 * the guest does not read is still there for others.
 */
final class HostConsole implements HostStreams {
  private static final int CHUNK = 1 << 16;
  private static final int TERMIOS_BYTES = 36;
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int POLL_MILLIS = 100;
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;

  /** What a pipe that is ready takes without making the writer wait. */
  private static final int PIPE_BUF = 4096;

  private final NativeBuffer buffer = new NativeBuffer(CHUNK);
  private final NativeBuffer poll = new NativeBuffer(8);
  private final ByteArrayOutputStream[] captured = new ByteArrayOutputStream[3];
  private final Kind[] kinds = new Kind[3];
  private final boolean[] isFile = new boolean[3];
  private final byte[] given;
  private final Interruption interruption;
  private byte[] pushedBack = {};
  private byte @Nullable [] settingsBefore;
  private int givenUsed;

  HostConsole(RunConfig config, Interruption interruption) throws IOException {
    this.interruption = interruption;
    given = given(config.stdin());
    for (int stream = 0; stream < 3; stream++) {
      isFile[stream] = Files.isRegularFile(Path.of("/proc/self/fd/" + stream));
    }
    kinds[0] =
        config.stdin() instanceof Input.Inherited
            ? inputKind()
            : given.length == 0 ? Kind.EMPTY : Kind.PIPE;
    kinds[1] = outputKind(1, config.stdout());
    kinds[2] = outputKind(2, config.stderr());
  }

  /** Not a switch over types, which is made at its first use and would be felt at every start. */
  private static byte[] given(Input stdin) throws IOException {
    if (stdin instanceof Input.FromBytes bytes) {
      return bytes.content().toArray();
    }
    return stdin instanceof Input.FromFile file ? Files.readAllBytes(file.path()) : new byte[0];
  }

  private Kind inputKind() {
    if (HostTerminal.is(0)) {
      return Kind.TERMINAL;
    }
    String target = target(0);
    if (target.isEmpty() || target.equals("/dev/null")) {
      return Kind.EMPTY;
    }
    return isFile[0] ? Kind.REGULAR_FILE : Kind.PIPE;
  }

  private Kind outputKind(int stream, Output output) {
    if (output == Output.CAPTURE) {
      captured[stream] = new ByteArrayOutputStream();
      return Kind.PIPE;
    }
    return HostTerminal.is(stream) ? Kind.TERMINAL : Kind.PIPE;
  }

  private static String target(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  @Override
  public Kind kind(int stream) {
    return kinds[stream];
  }

  @Override
  public int read(byte[] into, int length) {
    if (given.length > 0) {
      int count = Math.min(length, given.length - givenUsed);
      System.arraycopy(given, givenUsed, into, 0, count);
      givenUsed += count;
      return count;
    }
    int done = pushedBack(into, length);
    while (done < length) {
      if (!awaitInput()) {
        pushBack(into, done);
        return INTERRUPTED;
      }
      long got = Linux.call(Nr.READ, 0, buffer.address(), Math.min(CHUNK, length - done));
      if (got <= 0) {
        break;
      }
      buffer.get(0, into, done, (int) got);
      done += (int) got;
      if (kinds[0] == Kind.TERMINAL) {
        break;
      }
    }
    return done;
  }

  /** What came before an interruption is the beginning of the next read. */
  private void pushBack(byte[] bytes, int length) {
    pushedBack = Arrays.copyOf(bytes, length);
  }

  private int pushedBack(byte[] into, int length) {
    int count = Math.min(length, pushedBack.length);
    System.arraycopy(pushedBack, 0, into, 0, count);
    pushedBack = Arrays.copyOfRange(pushedBack, count, pushedBack.length);
    return count;
  }

  /** Waits for input; false when somebody outside wants something of the run. */
  private boolean awaitInput() {
    return await(0, POLLIN);
  }

  private boolean await(int fd, int event) {
    while (!interruption.isRequested()) {
      poll.putInt(0, fd);
      poll.putInt(4, event);
      if (Linux.call(Nr.POLL, poll.address(), 1, POLL_MILLIS) > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int write(int stream, byte[] data, int offset) {
    ByteArrayOutputStream capture = captured[stream];
    if (capture != null) {
      capture.write(data, offset, data.length - offset);
      return data.length - offset;
    }
    int done = offset;
    int most = isFile[stream] ? CHUNK : PIPE_BUF;
    // Waiting for who reads it must not keep the user's signals waiting; for a file nobody waits.
    while (done < data.length && (isFile[stream] || await(stream, POLLOUT))) {
      int want = Math.min(most, data.length - done);
      buffer.put(0, data, done, want);
      long got = Linux.call(Nr.WRITE, stream, buffer.address(), want);
      if (got >= 0) {
        done += (int) got;
      } else if (got == -Errno.EPIPE) {
        return BROKEN;
      } else if (got != -Errno.EINTR && got != -Errno.EAGAIN) {
        // Not the guest's doing, and not to be told to it: other runs would go on.
        throw new UncheckedIOException(
            new IOException(
                "standard "
                    + (stream == 1 ? "output" : "error")
                    + " cannot be written: "
                    + Errno.text((int) -got)));
      }
    }
    return done - offset;
  }

  /** What was written to a stream that is captured; else nothing. */
  Bytes captured(int stream) {
    ByteArrayOutputStream capture = captured[stream];
    return new Bytes(capture == null ? new byte[0] : capture.toByteArray());
  }

  @Override
  public byte[] terminalSettings() {
    byte[] settings = new byte[TERMIOS_BYTES];
    if (Linux.call(Nr.IOCTL, terminal(), TCGETS, buffer.address()) == 0) {
      buffer.get(0, settings, 0, settings.length);
    }
    return settings;
  }

  @Override
  public void setTerminalSettings(byte[] settings) {
    if (settingsBefore == null) {
      settingsBefore = terminalSettings();
    }
    buffer.put(0, settings, 0, Math.min(settings.length, TERMIOS_BYTES));
    if (Linux.call(Nr.IOCTL, terminal(), TCSETS, buffer.address()) < 0) {
      throw new UncheckedIOException(new IOException("the terminal refuses its settings"));
    }
  }

  /** Gives the user the terminal back as it was, also when the guest did not live to do so. */
  void close() {
    if (settingsBefore != null) {
      setTerminalSettings(settingsBefore);
    }
  }

  @Override
  public WindowSize windowSize() {
    if (Linux.call(Nr.IOCTL, terminal(), TIOCGWINSZ, buffer.address()) < 0) {
      return new WindowSize(24, 80);
    }
    return new WindowSize(buffer.getShort(0), buffer.getShort(2));
  }

  private int terminal() {
    return Math.max(0, Arrays.asList(kinds).indexOf(Kind.TERMINAL));
  }
}
