package dev.reprise.kernel.syscall;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the {@link SyscallTable}.
 *
 * @param nr number of the call on x86-64
 * @param name name as in the kernel's {@code unistd_64.h}, without {@code __NR_}
 * @param args types of the arguments, at most six
 * @param result how the returned value is written
 * @param kind what becomes of the call
 * @param refusal the fixed answer of {@link SyscallClass#REFUSE_ERRNO}, 0 for all other classes
 * @param passWhen in which cases the call needs no stop although its class asks for one
 * @param note one line on what is special under Reprise; empty only where nothing is
 */
public record SyscallRow(
    int nr,
    String name,
    List<ArgType> args,
    ResultType result,
    SyscallClass kind,
    int refusal,
    List<PassWhen> passWhen,
    String note) {

  public SyscallRow {
    args = List.copyOf(args);
    passWhen = List.copyOf(passWhen);
    if (args.size() > 6) {
      throw new IllegalArgumentException(name + " has more than six arguments");
    }
    if ((kind == SyscallClass.REFUSE_ERRNO) != (refusal != 0)) {
      throw new IllegalArgumentException(
          name + " needs an errno exactly when it is refused by one");
    }
  }

  /** The fixed answer of a call of class {@link SyscallClass#REFUSE_ERRNO}; no other has one. */
  public int errno() {
    if (refusal == 0) {
      throw new IllegalStateException(name + " is not refused with an errno");
    }
    return refusal;
  }

  static SyscallRow row(int nr, String name, SyscallClass kind) {
    return new SyscallRow(nr, name, List.of(), ResultType.DECIMAL, kind, 0, List.of(), "");
  }

  static SyscallRow refused(int nr, String name, int refusal) {
    SyscallClass kind = SyscallClass.REFUSE_ERRNO;
    return new SyscallRow(nr, name, List.of(), ResultType.DECIMAL, kind, refusal, List.of(), "");
  }

  SyscallRow taking(ArgType... types) {
    return new SyscallRow(nr, name, List.of(types), result, kind, refusal, passWhen, note);
  }

  SyscallRow returning(ResultType type) {
    return new SyscallRow(nr, name, args, type, kind, refusal, passWhen, note);
  }

  SyscallRow passingWhen(int argument, Long... values) {
    return passingWhen(new PassWhen.OneOf(argument, List.of(values)));
  }

  /** One more case; without conditions it is the only one. */
  SyscallRow passingWhen(PassWhen.Condition... conditions) {
    List<PassWhen> cases = new ArrayList<>(passWhen);
    cases.add(new PassWhen(List.of(conditions)));
    return new SyscallRow(nr, name, args, result, kind, refusal, cases, note);
  }

  SyscallRow noting(String text) {
    return new SyscallRow(nr, name, args, result, kind, refusal, passWhen, text);
  }
}
