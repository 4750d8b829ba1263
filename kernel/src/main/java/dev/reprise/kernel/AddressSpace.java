package dev.reprise.kernel;

import dev.reprise.kernel.cpu.PatchedCode;
import dev.reprise.kernel.memory.Layout;
import dev.reprise.kernel.spin.KnownLoops;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a memory map, which processes may share (vfork, CLONE_VM), and what the kernel
 * keeps for it.
 */
public final class AddressSpace {
  /**
   * Where every guest has memory of ours, which it is not shown: between the addresses which {@link
   * Layout} gives out, below, and those at which the host puts a program's dynamic linker. From
   * here, code can jump to all libraries.
   */
  public static final long HIDDEN_START = 0x7fff_f010_0000L;

  /** Where the part for the arguments and results of injected calls begins. */
  public static final long SCRATCH_START = HIDDEN_START;

  /** The first address after it. */
  public static final long SCRATCH_END = SCRATCH_START + 0x1_0000;

  /** Where the part for code in place of the guest's begins. */
  public static final long STUBS_START = SCRATCH_END;

  /** The first address after it. */
  public static final long STUBS_END = STUBS_START + 0x1_0000;

  /** Where the instruction is at which the program makes calls for us. */
  public static final long GATE = STUBS_END;

  /**
   * Where it is counted down, in four bytes, after how many pauses a thread is brought back. It is
   * on another page than the code that counts, which the processor would else read anew each time.
   */
  public static final long PAUSES_LEFT = GATE + 0x800;

  /** Eight bytes: what the dynamic linker's rdtsc was answered the last time. */
  public static final long TIMESTAMP = PAUSES_LEFT + 8;

  /** How often it still is answered so, in four bytes. */
  public static final long TIMESTAMPS_LEFT = TIMESTAMP + 8;

  /** Where a word says whether, and with what, calls are answered without a stop. */
  public static final long FAST_PATH = GATE + 0x900;

  /** Where the code is to which call sites jump. */
  public static final long FAST_CODE = GATE + 0x1000;

  /** The first address after it, where memory is that the process shares with the tracer. */
  public static final long SHARED = FAST_CODE + 0x1_0000;

  /** The first address after all of them. */
  public static final long HIDDEN_END = SHARED + 0x8000;

  private final long id;
  private PatchedCode patchedCode = new PatchedCode();
  private final Layout layout = new Layout();
  private long scratch;
  private ProgramStack stack = ProgramStack.NONE;
  private final KnownLoops knownLoops = new KnownLoops();
  private boolean looksKnown;
  private boolean exposed;
  private @Nullable Task running;
  private @Nullable Consumer<Task> arrival;

  /** A new memory map. */
  public AddressSpace(long id) {
    this.id = id;
  }

  /** The key of private futexes: memory maps are numbered in the order of their creation. */
  public long id() {
    return id;
  }

  /** Where the next mapping goes. */
  public Layout layout() {
    return layout;
  }

  /** Whether a range touches what is hidden from the guest. */
  public static boolean isHidden(long start, long end) {
    return start < HIDDEN_END && HIDDEN_START < end;
  }

  /** The address of a page for the arguments of injected calls. */
  public long scratch() {
    return scratch;
  }

  public void setScratch(long address) {
    scratch = address;
  }

  /** The instructions that are intercepted. */
  public PatchedCode patchedCode() {
    return patchedCode;
  }

  /** Where threads have been found to spin. */
  public KnownLoops knownLoops() {
    return knownLoops;
  }

  /** Where the program found its arguments. */
  public ProgramStack stack() {
    return stack;
  }

  public void setStack(ProgramStack newStack) {
    stack = newStack;
  }

  /** A file or memory of others has been mapped, which may {@linkplain #isExposed expose} it. */
  public void mappedFromOutside() {
    looksKnown = false;
  }

  /**
   * Whether somebody may change what is in this memory, or see what is changed in it, who runs in
   * another: there are, or have been, shared mappings without a file, or any of files which can be
   * written to.
   */
  boolean isExposed(Supplier<List<Mapping>> mappings, Predicate<String> canChange) {
    if (!looksKnown) {
      looksKnown = true;
      exposed = exposed || exposes(mappings.get(), canChange);
    }
    return exposed;
  }

  private static boolean exposes(List<Mapping> mappings, Predicate<String> canChange) {
    for (Mapping mapping : mappings) {
      String name = mapping.name();
      boolean hasFile = !name.isEmpty() && !name.startsWith("[");
      boolean shared = mapping.permissions().endsWith("s");
      if ((hasFile ? canChange.test(name) : shared) && !isHidden(mapping.start(), mapping.end())) {
        return true;
      }
    }
    return false;
  }

  /**
   * A task has been let run, and nobody has waited for it yet: one at most of those that share the
   * memory.
   *
   * @param whenNeeded waits for the task to arrive at its next event
   */
  void runs(Task task, Consumer<Task> whenNeeded) {
    running = task;
    arrival = whenNeeded;
  }

  /** Whether a task was let run and nobody has waited for it yet. */
  boolean isRunning(Task task) {
    return running == task;
  }

  /** Waits for the task that runs here, if there is one. */
  void await() {
    Task task = running;
    if (task != null) {
      running = null;
      java.util.Objects.requireNonNull(arrival).accept(task);
    }
  }

  /** What a copy of the memory (fork) has at the same addresses. */
  public void copyFrom(AddressSpace other) {
    layout.copyFrom(other.layout);
    exposed = other.exposed;
    looksKnown = other.looksKnown;
    scratch = other.scratch;
    stack = other.stack;
    patchedCode = other.patchedCode.copy();
  }
}
