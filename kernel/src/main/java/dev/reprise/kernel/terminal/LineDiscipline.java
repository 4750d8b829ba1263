package dev.reprise.kernel.terminal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the two sides of a terminal: lines are edited and echoed, control characters
 * become signals, line ends are translated. As Linux's n_tty, without flow control.
 */
final class LineDiscipline {
  /** What one line holds, and what may be unread. */
  static final int CAPACITY = 4096;

  private static final int SIGINT = 2;
  private static final int SIGQUIT = 3;
  private static final int SIGTSTP = 20;
  private static final int CONTINUATION = 0x80;

  /** Where its products go. */
  interface Sides {
    /** Bytes for the master's reader. */
    void put(byte[] bytes);

    /** What waits for the master's reader is dropped. */
    void flushOutput();

    /** A signal for the foreground group. */
    void signal(int signal);
  }

  private final Settings settings;
  private final Sides sides;
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private final ByteArrayOutputStream echoed = new ByteArrayOutputStream();
  private byte[] line = new byte[CAPACITY];
  private int length;
  private boolean literal;

  LineDiscipline(Settings settings, Sides sides) {
    this.settings = settings;
    this.sides = sides;
  }

  /** What was typed. */
  void type(byte[] typed) {
    for (byte b : typed) {
      type(b & 0xff);
    }
    if (!settings.local(Settings.ICANON)) {
      complete();
    }
    sides.put(translate(echoed.toByteArray()));
    echoed.reset();
  }

  private void type(int given) {
    int c = settings.input(Settings.ISTRIP) ? given & 0x7f : given;
    if (literal) {
      literal = false;
      append(c);
      return;
    }
    if (settings.local(Settings.ISIG) && signals(c)) {
      return;
    }
    boolean flow = settings.is(c, Settings.VSTART) || settings.is(c, Settings.VSTOP);
    if (settings.input(Settings.IXON) && flow) {
      return;
    }
    if (c == '\r') {
      if (settings.input(Settings.IGNCR)) {
        return;
      }
      c = settings.input(Settings.ICRNL) ? '\n' : c;
    } else if (c == '\n' && settings.input(Settings.INLCR)) {
      c = '\r';
    }
    if (!settings.local(Settings.ICANON) || !edits(c)) {
      append(c);
    }
  }

  private boolean signals(int c) {
    int signal = 0;
    if (settings.is(c, Settings.VINTR)) {
      signal = SIGINT;
    } else if (settings.is(c, Settings.VQUIT)) {
      signal = SIGQUIT;
    } else if (settings.is(c, Settings.VSUSP)) {
      signal = SIGTSTP;
    }
    if (signal == 0) {
      return false;
    }
    if (!settings.local(Settings.NOFLSH)) {
      flushInput();
      echoed.reset();
      sides.flushOutput();
    }
    sides.signal(signal);
    echo(c);
    return true;
  }

  /** Characters which edit or end the line; false for those which belong to it. */
  private boolean edits(int c) {
    boolean extended = settings.local(Settings.IEXTEN);
    if (settings.is(c, Settings.VERASE)) {
      erase();
    } else if (settings.is(c, Settings.VKILL)) {
      kill(c);
    } else if (extended && settings.is(c, Settings.VWERASE)) {
      eraseWord();
    } else if (extended && settings.is(c, Settings.VLNEXT)) {
      literal = true;
      echoControl();
    } else if (settings.is(c, Settings.VEOF)) {
      complete();
    } else if (c == '\n') {
      if (settings.local(Settings.ECHO) || settings.local(Settings.ECHONL)) {
        echoed.write(c);
      }
      end(c);
    } else if (settings.is(c, Settings.VEOL) || extended && settings.is(c, Settings.VEOL2)) {
      echo(c);
      end(c);
    } else {
      return false;
    }
    return true;
  }

  private void echoControl() {
    if (settings.local(Settings.ECHO) && settings.local(Settings.ECHOCTL)) {
      echoed.write('^');
      echoed.write('\b');
    }
  }

  private void append(int c) {
    // One place is kept for the end of the line, which must not be lost.
    if (length < CAPACITY - 1) {
      line[length++] = (byte) c;
      echo(c);
    }
  }

  private void end(int c) {
    line[length++] = (byte) c;
    complete();
  }

  private void complete() {
    if (length > 0 || settings.local(Settings.ICANON)) {
      ready.add(java.util.Arrays.copyOf(line, length));
      length = 0;
    }
  }

  private static boolean isControl(int c) {
    return c < ' ' && c != '\t' && c != '\n' || c == 0x7f;
  }

  private void echo(int c) {
    if (settings.local(Settings.ECHO)) {
      if (settings.local(Settings.ECHOCTL) && isControl(c)) {
        echoed.write('^');
        echoed.write(c ^ 0x40);
      } else {
        echoed.write(c);
      }
    }
  }

  private void erase() {
    if (length == 0) {
      return;
    }
    int c = line[--length] & 0xff;
    while (settings.input(Settings.IUTF8) && (c & 0xc0) == CONTINUATION && length > 0) {
      c = line[--length] & 0xff;
    }
    if (!settings.local(Settings.ECHO)) {
      return;
    }
    if (!settings.local(Settings.ECHOE)) {
      echo(settings.value(Settings.VERASE));
      return;
    }
    int columns = isControl(c) && settings.local(Settings.ECHOCTL) ? 2 : 1;
    for (int i = 0; i < columns; i++) {
      echoed.writeBytes(new byte[] {'\b', ' ', '\b'});
    }
  }

  private void eraseWord() {
    while (length > 0 && line[length - 1] == ' ') {
      erase();
    }
    while (length > 0 && line[length - 1] != ' ') {
      erase();
    }
  }

  private void kill(int c) {
    if (settings.local(Settings.ECHOKE) && settings.local(Settings.ECHOE)) {
      while (length > 0) {
        erase();
      }
      return;
    }
    length = 0;
    echo(c);
    if (settings.local(Settings.ECHO) && settings.local(Settings.ECHOK)) {
      echoed.write('\n');
    }
  }

  /** What a program writes, as the master reads it. */
  byte[] translate(byte[] written) {
    if (!settings.output(Settings.OPOST)) {
      return written;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(written.length + 16);
    for (byte b : written) {
      if (b == '\n' && settings.output(Settings.ONLCR)) {
        out.write('\r');
        out.write('\n');
      } else {
        out.write(b == '\r' && settings.output(Settings.OCRNL) ? '\n' : b);
      }
    }
    return out.toByteArray();
  }

  /** How many bytes can be read. */
  int available() {
    return ready.stream().mapToInt(part -> part.length).sum();
  }

  /** Whether a read finds something: a line, its end, or enough bytes. */
  boolean isReadable() {
    return settings.local(Settings.ICANON)
        ? !ready.isEmpty()
        : available() >= Math.max(1, settings.value(Settings.VMIN));
  }

  /** Room for what is typed. */
  int room() {
    return Math.max(0, CAPACITY - available());
  }

  /** Takes a line, or without lines whatever is there; null when there is nothing. */
  byte @Nullable [] take(int limit) {
    if (ready.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    do {
      byte[] part = ready.remove();
      int fits = Math.min(part.length, limit - taken.size());
      taken.write(part, 0, fits);
      if (fits < part.length) {
        ready.addFirst(java.util.Arrays.copyOfRange(part, fits, part.length));
        break;
      }
    } while (!settings.local(Settings.ICANON) && !ready.isEmpty());
    return taken.toByteArray();
  }

  void flushInput() {
    ready.clear();
    length = 0;
  }

  /** The settings have changed: without lines, what was typed so far can be read. */
  void settingsChanged() {
    if (!settings.local(Settings.ICANON)) {
      complete();
    }
  }
}
