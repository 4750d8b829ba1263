package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.console.JobControl;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.pipe.ByteQueue;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import java.util.ArrayList;
import java.util.List;

/** A pair of a master, where a program acts the user, and a terminal for other programs. */
final class PseudoTerminal implements LineDiscipline.Sides {
  /** What may wait for the master's reader. */
  static final int OUTPUT_CAPACITY = 65_536;

  private static final int WINDOW_BYTES = 8;

  private final Kernel kernel;
  private final int index;
  private final Settings settings = new Settings();
  private final LineDiscipline discipline = new LineDiscipline(settings, this);
  private final JobControl jobs = new JobControl();
  private final ByteQueue output = new ByteQueue();
  private final List<TerminalEnd> ends = new ArrayList<>();
  private byte[] window = new byte[WINDOW_BYTES];
  private boolean locked = true;
  private boolean hungUp;
  private boolean hadSlave;

  PseudoTerminal(Kernel kernel, int index) {
    this.kernel = kernel;
    this.index = index;
  }

  /** The number in its name. */
  int index() {
    return index;
  }

  Settings settings() {
    return settings;
  }

  LineDiscipline discipline() {
    return discipline;
  }

  JobControl jobs() {
    return jobs;
  }

  ByteQueue output() {
    return output;
  }

  boolean isLocked() {
    return locked;
  }

  void setLocked(boolean value) {
    locked = value;
  }

  /** Whether the master is gone. */
  boolean isHungUp() {
    return hungUp;
  }

  /** Whether the master's reader finds the end: the terminal was in use and no longer is. */
  boolean isDeserted() {
    return hadSlave && ends.stream().allMatch(TerminalEnd::isMaster);
  }

  int outputRoom() {
    return Math.max(0, OUTPUT_CAPACITY - output.size());
  }

  void attach(TerminalEnd end) {
    ends.add(end);
    hadSlave |= !end.isMaster();
  }

  void detach(TerminalEnd end) {
    ends.remove(end);
    if (end.isMaster()) {
      hangUp();
    }
    changed();
  }

  /** The master is gone: the session loses its terminal, and its leader is told. */
  private void hangUp() {
    hungUp = true;
    kernel.terminals().remove(this);
    var leader = kernel.processes().get(jobs.session());
    if (jobs.session() != 0 && leader != null && !leader.isExited()) {
      kernel.signals().toProcess(leader, SignalInfo.fromKernel(Sig.HUP));
      kernel.signals().toProcess(leader, SignalInfo.fromKernel(Sig.CONT));
      leader.job().setLostForeground(jobs.foreground());
    }
    jobs.release();
  }

  void changed() {
    for (TerminalEnd end : List.copyOf(ends)) {
      end.changed(OpenFile.READABLE | OpenFile.WRITABLE | OpenFile.POLLHUP);
    }
  }

  byte[] window() {
    return window.clone();
  }

  /** Sets rows and columns; programs in the foreground are told of a change. */
  void setWindow(byte[] newWindow) {
    if (!java.util.Arrays.equals(window, newWindow)) {
      window = newWindow;
      signal(Sig.WINCH);
    }
  }

  @Override
  public void put(byte[] bytes) {
    output.add(bytes, bytes.length);
    changed();
  }

  @Override
  public void flushOutput() {
    output.drop(output.size());
  }

  @Override
  public void signal(int signal) {
    if (jobs.foreground() != 0) {
      kernel.signals().toGroup(jobs.foreground(), SignalInfo.fromKernel(signal));
    }
  }

  /** What poll(2) tells of the terminal, or of its master. */
  int readiness(boolean master) {
    boolean readable = master ? output.size() > 0 : hungUp || discipline.isReadable();
    boolean writable = hungUp || (master ? discipline.room() > 0 : outputRoom() > 0);
    boolean end = master ? isDeserted() : hungUp;
    return (readable ? OpenFile.READABLE : 0)
        | (writable ? OpenFile.WRITABLE : 0)
        | (end ? OpenFile.POLLHUP : 0);
  }
}
