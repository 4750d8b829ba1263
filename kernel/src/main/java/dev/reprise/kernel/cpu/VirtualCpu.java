package dev.reprise.kernel.cpu;

import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Nr;
import java.util.List;

/** The virtual CPU of a run, as the rest of the kernel sees it. */
public final class VirtualCpu {
  private static final int ARCH_SET_CPUID = 0x1012;

  private final CodePatcher patcher;
  private final InstructionTraps traps;
  private final PauseTraps pauses;
  private final GeneratedCode generated = new GeneratedCode();
  private boolean hostLacksFaulting;

  /** A processor for a kernel, which is not asked for anything yet but its configuration. */
  public VirtualCpu(Kernel kernel, CodeSites codeSites) {
    CpuidModel model = new CpuidModel(kernel.config().cpus());
    Routines routines = new Routines(model);
    this.patcher = new CodePatcher(codeSites, routines);
    this.pauses = new PauseTraps(kernel, routines);
    this.traps = new InstructionTraps(kernel, model, routines);
  }

  /**
   * A task has executed a program and is about to run the first instruction.
   *
   * @param mappings which it has
   * @param linker the file of its dynamic linker, or empty
   */
  public void programLoaded(Task task, List<Mapping> mappings, String linker) {
    makeCpuidFault(task);
    patcher.programLoaded(task, mappings, linker);
    if (!linker.isEmpty()) {
      traps.startTimestamps(task);
    }
  }

  /** Where the host can; an exec ends it, so it is asked for at each. */
  private void makeCpuidFault(Task task) {
    if (!hostLacksFaulting) {
      long result = task.thread().execute(Nr.ARCH_PRCTL, ARCH_SET_CPUID, 0, 0, 0, 0, 0);
      hostLacksFaulting = result != 0;
    }
  }

  /**
   * A call has mapped something that may be executed, or has made it executable. Other mappings in
   * the range are looked at as well; it does no harm to be told of one twice.
   *
   * @param fd the descriptor from which it was mapped, or -1 when it is not known
   */
  public void codeMapped(Task task, long start, long length, int fd) {
    long end = start + length;
    List<Mapping> maps = task.thread().hostMappings();
    patcher.codeMapped(task, maps, start, end, fd);
    generated.mapped(task, maps, start, end);
  }

  /**
   * A call has made this mapping, which may be executed.
   *
   * @param fd the descriptor from which it was mapped, or -1
   */
  public void codeMapped(Task task, Mapping mapping, int fd) {
    List<Mapping> maps = List.of(mapping);
    patcher.codeMapped(task, maps, mapping.start(), mapping.end(), fd);
    generated.mapped(task, maps, mapping.start(), mapping.end());
  }

  /** A call has moved what was mapped at {@code start} to another address, as far as it fits. */
  public void codeMoved(Task task, long start, long length, long to) {
    patcher.codeMoved(task, start, length, to);
  }

  /** Whether some code of a task's process is withheld, of which its calls have to be told. */
  public boolean withholdsCode(Task task) {
    return GeneratedCode.withholds(task);
  }

  /** A task has arrived at a call. */
  public void enteringCall(Task task) {
    generated.enteringCall(task);
  }

  /**
   * Lets a task run to its next event. A cpuid on the way is answered and is no event: its answers
   * are the same at all times, and most are given by code in the guest, of which nobody is told.
   */
  public GuestEvent run(Task task) {
    task.thread().resume();
    return await(task);
  }

  /** The latter part of {@link #run}, for a task that was resumed. */
  public GuestEvent await(Task task) {
    GuestEvent event = task.thread().await();
    while (event.kind() == GuestEvent.Kind.FAULT && identifies(task, event)) {
      task.thread().resume();
      event = task.thread().await();
    }
    return event;
  }

  /** Answers cpuid, if that is where a task was stopped. */
  boolean identifies(Task task, GuestEvent event) {
    return switch (event.signal()) {
      case Sig.TRAP -> traps.identifiesAtBreakpoint(task);
      case Sig.SEGV -> !hostLacksFaulting && traps.identifiesAtFault(task);
      default -> false;
    };
  }

  /** Emulates the instruction at which a task was stopped, if it is one of ours. */
  public boolean handle(Task task, GuestEvent event) {
    return (event.signal() == Sig.TRAP && pauses.handle(task))
        || traps.handle(task, event)
        || generated.handle(task, event);
  }

  /** A task may pause as often as it likes, until {@link #countPauses}. */
  public void suspendPauses(Task task) {
    PauseTraps.suspend(task);
  }

  /** A task that has paused often is brought back again, after as many pauses as ever. */
  public void countPauses(Task task) {
    PauseTraps.restart(task);
  }
}
