package dev.reprise.kernel.syscall;

import java.util.List;

/**
 * When a call needs no stop, although its class asks for one: it is then as harmless as one of
 * class {@link SyscallClass#PASS}, so that the seccomp filter may let it through. A call of class
 * {@link SyscallClass#REFUSE_ERRNO} may be answered by the filter itself. To ignore this is always
 * correct, only slower, but for the number of events.
 *
 * @param conditions all of them have to hold
 */
public record PassWhen(List<Condition> conditions) {
  /** What is asked of an argument, of which all 64 bits count. */
  public sealed interface Condition {
    /** The index of the argument, 0 to 5. */
    int argument();
  }

  /** The argument is one of these values. */
  public record OneOf(int argument, List<Long> values) implements Condition {
    public OneOf {
      requireArgument(argument);
      values = List.copyOf(values);
    }
  }

  /** The argument is not above a limit; both are without a sign. */
  public record AtMost(int argument, long limit) implements Condition {
    public AtMost {
      requireArgument(argument);
    }
  }

  public PassWhen {
    conditions = List.copyOf(conditions);
  }

  private static void requireArgument(int argument) {
    if (argument < 0 || argument > 5) {
      throw new IllegalArgumentException("A system call has arguments 0 to 5, not " + argument);
    }
  }
}
