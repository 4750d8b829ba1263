package dev.reprise.binary;

import org.jspecify.annotations.Nullable;

/**
 * One function activation on a stack.
 *
 * @param pc where the frame goes on: in a caller, the return address
 * @param lookup the address which stands for the frame: a caller's call instruction may be the last
 *     one of its function, so it is the byte before {@code pc}; elsewhere it is {@code pc}
 * @param module the mapping with the code, or null when no file has it, as with a JIT's code
 * @param symbol the function, or null when it has no name
 */
public record StackFrame(
    long pc, long lookup, @Nullable LoadedModule module, @Nullable Symbol symbol) {

  /** Returns the distance of {@code pc} from the start of the function, or 0 without a symbol. */
  public long symbolOffset() {
    return module == null || symbol == null ? 0 : module.vaddr(pc) - symbol.vaddr();
  }

  /** Returns the frame in one line: {@code read+0xd (/lib/libc.so.6+0xfa2ed)}, or {@code ??}. */
  @Override
  public String toString() {
    if (module == null) {
      return "?? (0x" + Long.toHexString(pc) + ")";
    }
    String place = " (" + module.path() + "+0x" + Long.toHexString(module.vaddr(pc)) + ")";
    return symbol == null
        ? "??" + place
        : symbol.name() + "+0x" + Long.toHexString(symbolOffset()) + place;
  }
}
