package dev.reprise.engine;

import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.kernel.syscall.WaysOut;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user may open to the host: refused system calls by name, unknown ones by number. */
final class Allowed {
  private static final String BY_NUMBER = "syscall-";

  private Allowed() {}

  /** Refuses names which would open nothing, so that nobody believes that they did. */
  static void require(Set<String> names) throws RepriseException {
    for (String name : names) {
      SyscallRow row = SyscallTable.standard().byName(name);
      if (row == null ? !isNumber(name) : !WaysOut.isAllowable(row)) {
        throw new RepriseException(Kind.BAD_INPUT, "--allow " + name + ": " + reason(row));
      }
    }
  }

  private static String reason(@Nullable SyscallRow row) {
    if (row == null || WaysOut.of(row).isEmpty()) {
      return "no refused feature has this name; see 'reprise syscalls errno'";
    }
    return "this call cannot be let through (" + row.note() + "); " + WaysOut.of(row);
  }

  private static boolean isNumber(String name) {
    String number = name.startsWith(BY_NUMBER) ? name.substring(BY_NUMBER.length()) : "";
    return !number.isEmpty()
        && number.length() < 5
        && number.chars().allMatch(Character::isDigit)
        && SyscallTable.standard().byNumber(Long.parseLong(number)) == null;
  }
}
