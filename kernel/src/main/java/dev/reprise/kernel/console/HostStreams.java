package dev.reprise.kernel.console;

/** The user's end of the standard streams: 0 is the input, 1 the output, 2 the errors. */
public interface HostStreams {
  /** What a stream is for the guest. */
  enum Kind {
    /** Nothing can be read, and what is written vanishes: the null device. */
    EMPTY,
    /** Descriptor 0 is a real file, which the host kernel serves: it is not asked for here. */
    REGULAR_FILE,
    /** A pipe, also when the host's stream is a file that the guest writes to. */
    PIPE,
    /** A terminal. */
    TERMINAL
  }

  /** From {@link #read}: somebody outside wants something of the run; nothing was read. */
  int INTERRUPTED = -1;

  /** What stream 0, 1 or 2 is; must not change. */
  Kind kind(int stream);

  /**
   * Reads from the input.
   *
   * <p>From a pipe it waits until {@code length} bytes have come or the end was reached, so that no
   * read is short by the host's timing; from a terminal until there is a line.
   *
   * @return bytes read, 0 at the end, or {@link #INTERRUPTED}
   */
  int read(byte[] into, int length);

  /** From {@link #write}: nobody can read it any more. */
  int BROKEN = -1;

  /**
   * Writes {@code data} from an offset on to stream 1 or 2; both may be the same file of the host,
   * so that order matters.
   *
   * @return bytes written, fewer than all if somebody outside wants something of the run; or {@link
   *     #BROKEN}
   */
  int write(int stream, byte[] data, int offset);

  /** The terminal's settings, a {@code struct termios} of the kernel, 36 bytes. */
  byte[] terminalSettings();

  /** Sets the terminal's settings, if the host's stream is a terminal. */
  void setTerminalSettings(byte[] settings);

  /** The size of the terminal's window. */
  WindowSize windowSize();

  /** Rows and columns, in characters. */
  record WindowSize(int rows, int columns) {}
}
