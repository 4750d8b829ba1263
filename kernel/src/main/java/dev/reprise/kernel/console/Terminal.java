package dev.reprise.kernel.console;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.fd.OpenFile;

/** The user's terminal, as the run's first process finds it: the controlling one of its session. */
public final class Terminal {
  /** The path by which the guest knows it. */
  public static final String PATH = "/dev/pts/0";

  /** The inode number which Linux gives to the first terminal. */
  public static final long INODE = 3;

  /** The device number: the first of the pseudo terminals. */
  public static final long DEVICE = 136L << 8;

  private final HostStreams streams;
  private final JobControl jobs = new JobControl();

  Terminal(HostStreams streams, GuestProcess first) {
    this.streams = streams;
    jobs.take(first);
  }

  /** Another description of the terminal, writing to the host's stream 1 or 2. */
  public OpenFile open(int stream, int flags) {
    return new TerminalFile(this, streams, stream, flags);
  }

  /** Whose controlling terminal it is. */
  public JobControl jobs() {
    return jobs;
  }

  /** The process group which gets the terminal's signals. */
  public int foreground() {
    return jobs.foreground();
  }
}
