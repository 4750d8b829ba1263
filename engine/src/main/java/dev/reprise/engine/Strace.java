package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.ExitStatus;
import dev.reprise.RepriseException;
import dev.reprise.RunResult;
import dev.reprise.guest.Launcher;
import dev.reprise.guest.SeccompFilter;
import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.guest.TraceeGroup;
import dev.reprise.kernel.syscall.SyscallPrinter;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.util.function.Consumer;

/** Prints a program's system calls: of a deterministic run, or of one that is only looked at. */
public final class Strace {
  private final SyscallTable table = SyscallTable.standard();
  private final SyscallPrinter printer = new SyscallPrinter();
  private final Consumer<String> lines;

  /** A printer of lines. */
  public Strace(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Runs a command deterministically. */
  public RunResult deterministic(Command command) throws RepriseException {
    Observers observers = new Observers().listener(new CallPrinter(lines)).messages(lines);
    return Runs.run(command, Conditions.PRESENT, observers);
  }

  /** Runs a command as the host would, on the calling thread; the result is its first process's. */
  public ExitStatus observed(Command command) throws RepriseException {
    Tracee first = Launcher.launch();
    FirstProcess process = new FirstProcess(first);
    process.enter(command.config().workdir());
    new SeccompFilter().install(first, process.scratch());
    process.execPlainly(command, new Environment(command.config()));
    TraceeGroup group = new TraceeGroup(first);
    first.resume();
    ExitStatus status = ExitStatus.exited(0);
    for (var event = group.next(); event != null; event = group.next()) {
      if (handle(event.tracee(), event.stop()) && event.tracee().tid() == first.tid()) {
        Stop stop = event.stop();
        status =
            stop.kind() == Stop.Kind.EXITED
                ? ExitStatus.exited(stop.detail())
                : ExitStatus.signaled(stop.detail());
      }
    }
    return status;
  }

  /** Prints a stop, lets the tracee go on, and returns whether it was its death. */
  private boolean handle(Tracee tracee, Stop stop) {
    switch (stop.kind()) {
      case SECCOMP -> tracee.resumeToExit();
      case SYSCALL -> {
        lines.accept("[" + tracee.tid() + "] " + line(tracee));
        tracee.resume();
      }
      case SIGNAL -> {
        lines.accept("[" + tracee.tid() + "] --- signal " + stop.detail() + " ---");
        tracee.resumeWithSignal(stop.detail());
      }
      case EXITED -> lines.accept("[" + tracee.tid() + "] +++ exited " + stop.detail() + " +++");
      case KILLED -> lines.accept("[" + tracee.tid() + "] +++ killed " + stop.detail() + " +++");
      case CLONE, EXEC -> tracee.resumeToExit();
      case EVENT -> tracee.resume();
    }
    return stop.isDeath();
  }

  private String line(Tracee tracee) {
    long nr = tracee.registers().get(UserRegs.ORIG_RAX);
    long[] args = new long[6];
    for (int i = 0; i < args.length; i++) {
      args[i] = tracee.registers().argument(i);
    }
    long result = tracee.registers().get(UserRegs.RAX);
    SyscallRow row = table.byNumber(nr);
    if (row == null) {
      return "syscall_" + nr + "() = " + (result < 0 ? Errno.name((int) -result) : result);
    }
    return printer.line(
        row,
        args,
        result,
        (address, length) -> {
          byte[] bytes = new byte[length];
          return tracee.memory().read(address, bytes, 0, length) == length ? bytes : null;
        });
  }
}
