package dev.reprise.binary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the function activations on the stack of a stopped thread, innermost first.
 *
 * <p>From frame to frame it applies the unwind tables, which compilers emit by default, and where
 * there are none it follows frame pointers as long as they lead into known code. Code which no file
 * has, such as a JIT's, ends the walk with a frame that has no module.
 *
 * <p>An instance has no state of its own: threads may share it as far as the memory can be shared.
 */
public final class Unwinder {
  /** The most frames that are listed, so that a damaged stack has an end. */
  public static final int MAXIMUM_FRAMES = 1024;

  private final List<LoadedModule> modules;
  private final MemoryReader memory;

  /**
   * An unwinder for threads of one process.
   *
   * @param modules the mappings of files, in any order; only those with code matter
   * @param memory the process's memory
   */
  public Unwinder(List<LoadedModule> modules, MemoryReader memory) {
    this.modules = List.copyOf(modules);
    this.memory = memory;
  }

  /**
   * Unwinds a stack.
   *
   * @param innermost the registers of the thread; all 17 should be known
   * @return at most {@link #MAXIMUM_FRAMES} frames; empty when the innermost rip is not known
   */
  public List<StackFrame> unwind(RegisterSnapshot innermost) {
    List<StackFrame> frames = new ArrayList<>();
    RegisterSnapshot registers = innermost;
    boolean interrupted = true;
    while (registers != null && frames.size() < MAXIMUM_FRAMES) {
      Long pc = registers.get(Register.RIP);
      if (pc == null || (pc == 0 && !frames.isEmpty())) {
        break;
      }
      // A return address may lie behind the function whose last instruction is the call.
      long lookup = interrupted ? pc : pc - 1;
      LoadedModule module = moduleAt(lookup);
      if (module == null) {
        frames.add(new StackFrame(pc, lookup, null, null));
        break;
      }
      Optional<Fde> fde = module.file().ehFrame().find(module.vaddr(lookup));
      interrupted = fde.isPresent() && fde.get().cie().isSignalFrame();
      frames.add(frame(pc, interrupted ? pc : lookup, module));
      registers = callerOf(registers, module.vaddr(lookup), fde.orElse(null));
    }
    return List.copyOf(frames);
  }

  private @Nullable LoadedModule moduleAt(long address) {
    for (LoadedModule module : modules) {
      if (module.holds(address)) {
        return module;
      }
    }
    return null;
  }

  private static StackFrame frame(long pc, long lookup, LoadedModule module) {
    Optional<Symbol> symbol = module.file().symbols().at(module.vaddr(lookup));
    return new StackFrame(pc, lookup, module, symbol.orElse(null));
  }

  private @Nullable RegisterSnapshot callerOf(
      RegisterSnapshot callee, long vaddr, @Nullable Fde fde) {
    if (fde == null) {
      return byFramePointer(callee);
    }
    try {
      RegisterSnapshot caller =
          CfiProgram.rowAt(fde, vaddr).apply(callee, memory, fde.cie().returnColumn());
      // A signal handler may run on a stack of its own, above or below the interrupted one.
      boolean plausible = caller == null || fde.cie().isSignalFrame() || isAbove(caller, callee);
      return plausible ? caller : null;
    } catch (IOException unknown) {
      return byFramePointer(callee);
    }
  }

  private static boolean isAbove(RegisterSnapshot caller, RegisterSnapshot callee) {
    Long upper = caller.get(Register.RSP);
    Long lower = callee.get(Register.RSP);
    return upper != null && lower != null && Long.compareUnsigned(upper, lower) > 0;
  }

  /** Takes rbp for the address of the caller's rbp, with the return address above it. */
  private @Nullable RegisterSnapshot byFramePointer(RegisterSnapshot callee) {
    Long framePointer = callee.get(Register.RBP);
    Long stackPointer = callee.get(Register.RSP);
    if (framePointer == null
        || stackPointer == null
        || framePointer % Long.BYTES != 0
        || Long.compareUnsigned(framePointer, stackPointer) < 0) {
      return null;
    }
    try {
      long returnAddress = memory.readLong(framePointer + Long.BYTES);
      if (moduleAt(returnAddress - 1) == null) {
        return null;
      }
      return RegisterSnapshot.empty()
          .with(Register.RIP, returnAddress)
          .with(Register.RBP, memory.readLong(framePointer))
          .with(Register.RSP, framePointer + 2 * Long.BYTES);
    } catch (IOException unreadable) {
      return null;
    }
  }
}
