package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.ExitStatus;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunControl;
import dev.reprise.guest.GuestDied;
import dev.reprise.guest.Launcher;
import dev.reprise.guest.SeccompFilter;
import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.guest.TraceeGroup;
import dev.reprise.kernel.syscall.MemoryReader;
import dev.reprise.kernel.syscall.Signals;
import dev.reprise.kernel.syscall.SyscallPrinter;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run that is looked at and otherwise left to the host: no container, no deterministic kernel,
 * all processes side by side. On the thread that calls {@link #observe}, which has no other
 * tracees.
 */
final class Observation {
  private final SyscallTable table = SyscallTable.standard();
  private final SyscallPrinter printer = new SyscallPrinter();
  private final Map<Integer, String> entries = new HashMap<>();
  private final Consumer<String> lines;

  Observation(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Runs a command and all that it starts to their end. */
  ExitStatus observe(Command command, RunControl control) throws RepriseException {
    try {
      Tracee first = Launcher.launch();
      FirstProcess process = new FirstProcess(first);
      first.require("close_range", Nr.CLOSE_RANGE, 3, -1, 0, 0, 0);
      process.enter(command.config().workdir());
      new SeccompFilter().install(first, process.scratch());
      process.execPlainly(command, new Environment(command.config()));
      // The program is the leader of a session of its own, so what the user sends must be passed
      // on.
      control.attach(signal -> Linux.call(Nr.KILL, -first.tgid(), signal));
      return follow(first);
    } catch (LinuxException | GuestDied e) {
      throw new RepriseException(
          Kind.HOST, "the program cannot be looked at: " + e.getMessage(), e);
    } finally {
      control.detach();
    }
  }

  private ExitStatus follow(Tracee first) {
    TraceeGroup group = new TraceeGroup(first);
    first.resume();
    ExitStatus status = ExitStatus.signaled(9);
    for (var event = group.next(); event != null; event = group.next()) {
      Stop stop = event.stop();
      handle(event.tracee(), stop);
      if (stop.isDeath() && event.tracee().tid() == first.tid()) {
        status =
            stop.kind() == Stop.Kind.EXITED
                ? ExitStatus.exited(stop.detail())
                : ExitStatus.signaled(stop.detail());
      }
    }
    return status;
  }

  /** Prints a stop and lets the tracee go on. */
  private void handle(Tracee tracee, Stop stop) {
    switch (stop.kind()) {
      case SECCOMP -> {
        enter(tracee);
        tracee.letGoToExit();
      }
      case SYSCALL -> {
        leave(tracee);
        tracee.letGo(0);
      }
      case SIGNAL -> {
        print(tracee, "--- " + Signals.name(stop.detail()) + " ---");
        tracee.letGo(stop.detail());
      }
      case EVENT -> tracee.letGoOrStay(stop);
      case CLONE, EXEC -> tracee.letGoToExit();
      case EXITED -> {
        unfinished(tracee);
        print(tracee, "+++ exited with " + stop.detail() + " +++");
      }
      case KILLED -> {
        unfinished(tracee);
        print(tracee, "+++ killed by " + Signals.name(stop.detail()) + " +++");
      }
    }
  }

  private void print(Tracee tracee, String text) {
    lines.accept("[" + tracee.tid() + "] " + text);
  }

  private void enter(Tracee tracee) {
    SyscallRow row = row(tracee);
    entries.put(
        tracee.tid(),
        row == null
            ? "syscall_" + number(tracee) + "("
            : printer.entry(row, arguments(tracee), reader(tracee)));
  }

  private void leave(Tracee tracee) {
    String entry = entries.remove(tracee.tid());
    long result = tracee.registers().get(UserRegs.RAX);
    SyscallRow row = row(tracee);
    if (row == null) {
      print(tracee, (entry == null ? "syscall(" : entry) + ") = " + result);
    } else if (entry == null) {
      // A new thread or the survivor of an exec comes from a call whose entry was another's.
      print(tracee, row.name() + "(...) = " + printer.result(row, arguments(tracee), result));
    } else {
      print(tracee, entry + printer.exit(row, arguments(tracee), result, reader(tracee)));
    }
  }

  /** A call which never returned, as exit_group(2). */
  private void unfinished(Tracee tracee) {
    String entry = entries.remove(tracee.tid());
    if (entry != null) {
      print(tracee, entry + ") = ?");
    }
  }

  private static long number(Tracee tracee) {
    return tracee.registers().get(UserRegs.ORIG_RAX);
  }

  private @Nullable SyscallRow row(Tracee tracee) {
    return table.byNumber(number(tracee));
  }

  private static long[] arguments(Tracee tracee) {
    long[] arguments = new long[6];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = tracee.registers().argument(i);
    }
    return arguments;
  }

  private static MemoryReader reader(Tracee tracee) {
    return (address, length) -> {
      byte[] bytes = new byte[length];
      return tracee.memory().read(address, bytes, 0, length) == length ? bytes : null;
    };
  }
}
