package dev.reprise.kernel.syscall;

import java.util.List;

/**
 * Values of one argument for which a call is as harmless as one of class {@link SyscallClass#PASS},
 * so that the seccomp filter may let it through. To ignore this is always correct, only slower.
 *
 * @param argument index of the argument, 0 to 5
 * @param values the full 64-bit values that pass; any other value stops
 */
public record PassWhen(int argument, List<Long> values) {
  public PassWhen {
    if (argument < 0 || argument > 5) {
      throw new IllegalArgumentException("A system call has arguments 0 to 5, not " + argument);
    }
    values = List.copyOf(values);
  }
}
