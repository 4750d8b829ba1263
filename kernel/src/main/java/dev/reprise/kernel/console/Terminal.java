package dev.reprise.kernel.console;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.fd.OpenFile;

/** The user's terminal, as the run's first process finds it: the controlling one of its session. */
public final class Terminal {
  private final HostStreams streams;
  private final long number;
  private int session;
  private int foreground;

  Terminal(HostStreams streams, long number, GuestProcess first) {
    this.streams = streams;
    this.number = number;
    this.session = first.sid();
    this.foreground = first.pgid();
  }

  /** Another description of the terminal, writing to the host's stream 1 or 2. */
  public OpenFile open(int stream, int flags) {
    return new TerminalFile(this, streams, stream, flags);
  }

  /** The inode number. */
  long number() {
    return number;
  }

  /** The session whose controlling terminal this is, or 0. */
  public int session() {
    return session;
  }

  void setSession(int sid) {
    session = sid;
  }

  /** The process group which gets the terminal's signals. */
  public int foreground() {
    return foreground;
  }

  void setForeground(int pgid) {
    foreground = pgid;
  }
}
