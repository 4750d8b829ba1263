package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.console.Terminal;
import dev.reprise.kernel.process.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Signals, as the rest of the kernel sees them. They are virtual: the host kernel knows neither
 * masks nor handlers and delivers nothing; a handler runs because its frame was written to the
 * guest's stack.
 */
public final class Signals {
  /** For {@link #deliver}: the task was not in a call, or its registers are not to be touched. */
  public static final long NO_RESULT = Long.MAX_VALUE;

  private final Kernel kernel;
  private final Sending sending;
  private final Delivery delivery;

  public Signals(Kernel kernel) {
    this.kernel = kernel;
    this.sending = new Sending(kernel);
    this.delivery = new Delivery(kernel, sending);
  }

  /** Whether a signal is pending, or a stop is due, that would end a waiting call. */
  public boolean isDeliverable(Task task) {
    TaskSignals own = task.signals();
    return own.isStopping()
        || own.isNotified()
            && ((own.pending().mask() | task.process().signals().pending().mask()) & ~own.mask())
                != 0;
  }

  /**
   * Ends a task's call and delivers what is pending, so that the task can run, is stopped, or is
   * gone.
   *
   * @param result the call's result, maybe one of the kernel's own ERESTART numbers, or {@link
   *     #NO_RESULT}
   */
  public void deliver(Task task, long result) {
    delivery.deliver(task, result);
  }

  /** An instruction of the task raised a signal. */
  public void fault(Task task, GuestEvent event) {
    int signal = event.signal();
    SignalInfo info = SignalInfo.fromBytes(signal, event.info());
    if (info.code() > 0) {
      TaskSignals own = task.signals();
      own.setTrap(TrapState.after(own.trap(), info, task.thread()));
      sending.force(task, info);
    } else if (signal == Sig.PIPE || signal == Sig.XFSZ) {
      // The host kernel's way to say that the call which it has just executed failed.
      toThread(task, ofUser(task.process(), signal, SignalInfo.SI_USER));
    }
    // Anything else was sent by a process of the host, which does not exist for the guest.
  }

  /**
   * Sends to a process: any thread may take it.
   *
   * @return false when its user has too many signals queued, and a real-time signal is lost
   */
  public boolean toProcess(GuestProcess process, SignalInfo info) {
    return sending.toProcess(process, info);
  }

  /** Sends to a thread; as {@link #toProcess}. */
  public boolean toThread(Task task, SignalInfo info) {
    return sending.toThread(task, info);
  }

  /** Whether a thread blocks or ignores a signal, so that it can neither stop nor tell it. */
  public boolean isRefused(Task task, int signal) {
    return Sig.has(task.signals().mask(), signal)
        || task.process().signals().dispositions().get(signal).isIgnore();
  }

  /** Sends to all processes of a group. */
  public void toGroup(int pgid, SignalInfo info) {
    for (GuestProcess process : kernel.processes().all()) {
      if (process.pgid() == pgid && !process.isExited()) {
        sending.toProcess(process, info);
      }
    }
  }

  /** Raises a signal in a thread which cannot be blocked or ignored: it would kill instead. */
  public void force(Task task, SignalInfo info) {
    sending.force(task, info);
  }

  /** The task has written to a pipe or socket that nobody reads; the call's result is EPIPE. */
  public void brokenPipe(Task task) {
    toThread(task, ofUser(task.process(), Sig.PIPE, SignalInfo.SI_USER));
  }

  /**
   * The user sent a signal to Reprise, which passes it on: what a terminal's keys and window send,
   * to the group in the foreground of the run's terminal, and all else, or without a terminal, to
   * the group of the run's first process. To be called between two events.
   *
   * @return whether anybody does not ignore it
   */
  public boolean sendFromOutside(int signal) {
    Terminal terminal = kernel.console().terminal();
    boolean ofTerminal = signal == Sig.INT || signal == Sig.QUIT || signal == Sig.WINCH;
    int foreground = ofTerminal && terminal != null ? terminal.foreground() : 0;
    int group = foreground != 0 ? foreground : kernel.processes().first().pgid();
    boolean matters = false;
    for (GuestProcess process : kernel.processes().all()) {
      matters |=
          process.pgid() == group
              && !process.isExited()
              && !process.signals().dispositions().get(signal).discards(signal);
    }
    toGroup(group, SignalInfo.fromKernel(signal));
    return matters;
  }

  /** What a receiver is told of a signal that a process sent. */
  public SignalInfo ofUser(GuestProcess sender, int signal, int code) {
    return SignalInfo.fromUser(signal, code, sender.pid(), sender.credentials().users().real());
  }

  /** A child has exited, stopped or gone on: its parent gets SIGCHLD (or what clone(2) chose). */
  public void childChanged(GuestProcess parent, GuestProcess child, int code, int status) {
    boolean exited = code <= JobState.CLD_DUMPED;
    int signal = exited ? child.exitSignal() : Sig.CHLD;
    boolean unwanted =
        signal == Sig.CHLD
            && (exited ? parent.signals().ignoresChildren() : parent.signals().ignoresStops());
    if (signal == 0 || parent.isExited() || unwanted) {
      return;
    }
    long ticks = kernel.processes().cpuTicks(child);
    int user = child.credentials().users().real();
    toProcess(parent, SignalInfo.ofChild(signal, code, child.pid(), user, status, ticks));
  }

  /** Sets the mask of a thread; signals that it no longer takes are offered to its siblings. */
  public void setMask(Task task, long mask) {
    sending.setMask(task, mask);
  }

  /**
   * Replaces the mask for the rest of the task's call: ppoll(2), pselect(2), epoll_pwait(2). A
   * handler may call it again at each try. The kernel restores the mask at the end of the call, or
   * lets the handler of a signal return to it.
   */
  public void setTemporaryMask(Task task, long mask) {
    task.signals().replaceMask(mask);
    sending.recalculate(task);
  }

  /** The next pending signal of {@code mask} for a thread, or null; it stays pending. */
  public @Nullable SignalInfo peek(Task task, long mask) {
    SignalInfo own = task.signals().pending().peek(mask);
    return own != null ? own : task.process().signals().pending().peek(mask);
  }

  /** Takes the next pending signal of {@code mask} for a thread, or null. */
  public @Nullable SignalInfo dequeue(Task task, long mask) {
    SignalInfo info = task.signals().pending().take(mask);
    if (info == null) {
      info = task.process().signals().pending().take(mask);
    }
    sending.recalculate(task);
    return info == null ? null : task.process().signals().timers().told(info);
  }

  /** A task has used virtual CPU time, for which a timer may have waited. */
  public void cpuTimePassed(Task task) {
    task.process().signals().timers().cpuTimePassed();
  }

  /** Whether a process may be sent a signal when CPU time passes. */
  public boolean countCpuTime(GuestProcess process) {
    return process.signals().timers().countCpuTime();
  }

  /** A process runs a new program: timers of timer_create(2) are gone. */
  public void execed(Task task) {
    task.process().signals().resetHandlers();
    task.process().signals().timers().execed();
    task.signals().resetStack();
  }

  /** A process has ended: nothing comes from its timers any more. */
  public void processEnds(GuestProcess process) {
    process.signals().timers().ended();
  }

  /** Woken when a signal becomes pending for a process or one of its threads. */
  public WaitQueue arrivals(GuestProcess process) {
    return process.signals().arrivals();
  }

  /**
   * A thread ends: signals of its process that it should have taken are offered to its siblings.
   */
  public void threadEnds(Task task) {
    sending.retarget(task, ~0L);
  }

  /** What is pending for a thread and its process. */
  public long pending(Task task) {
    return task.signals().pending().mask() | task.process().signals().pending().mask();
  }
}
