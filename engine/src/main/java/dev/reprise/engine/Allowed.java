package dev.reprise.engine;

import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.util.Set;

/** What a user may open to the host: refused system calls by name, unknown ones by number. */
final class Allowed {
  private static final String BY_NUMBER = "syscall-";

  private Allowed() {}

  /** Refuses names which would open nothing, so that nobody believes that they did. */
  static void require(Set<String> names) throws RepriseException {
    for (String name : names) {
      if (!isRefusedCall(name) && !isNumber(name)) {
        throw new RepriseException(
            Kind.BAD_INPUT,
            "--allow " + name + ": no refused feature has this name; see 'reprise syscalls errno'");
      }
    }
  }

  private static boolean isRefusedCall(String name) {
    SyscallRow row = SyscallTable.standard().byName(name);
    return row != null
        && (row.kind() == SyscallClass.REFUSE_ERRNO || row.kind() == SyscallClass.REFUSE);
  }

  private static boolean isNumber(String name) {
    String number = name.startsWith(BY_NUMBER) ? name.substring(BY_NUMBER.length()) : "";
    return !number.isEmpty()
        && number.length() < 5
        && number.chars().allMatch(Character::isDigit)
        && SyscallTable.standard().byNumber(Long.parseLong(number)) == null;
  }
}
