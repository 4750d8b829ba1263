package dev.reprise.kernel.identity;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handler;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** The calls which tell and set the ids of users and groups. */
public final class UserCalls {
  private static final int KEEP = -1;

  public void register(Handlers handlers) {
    handlers.on(Nr.GETUID, call -> users(call).real() & 0xffff_ffffL);
    handlers.on(Nr.GETEUID, call -> users(call).effective() & 0xffff_ffffL);
    handlers.on(Nr.GETGID, call -> groups(call).real() & 0xffff_ffffL);
    handlers.on(Nr.GETEGID, call -> groups(call).effective() & 0xffff_ffffL);
    handlers.on(Nr.GETRESUID, call -> tell(call, users(call)));
    handlers.on(Nr.GETRESGID, call -> tell(call, groups(call)));
    handlers.on(Nr.SETUID, changing(call -> one(call, true)));
    handlers.on(Nr.SETGID, changing(call -> one(call, false)));
    handlers.on(Nr.SETREUID, changing(call -> two(call, true)));
    handlers.on(Nr.SETREGID, changing(call -> two(call, false)));
    handlers.on(Nr.SETRESUID, changing(call -> three(call, true)));
    handlers.on(Nr.SETRESGID, changing(call -> three(call, false)));
    handlers.on(Nr.SETFSUID, changing(call -> ofFiles(call, true)));
    handlers.on(Nr.SETFSGID, changing(call -> ofFiles(call, false)));
  }

  private static Ids users(Call call) {
    return call.task().credentials().users();
  }

  private static Ids groups(Call call) {
    return call.task().credentials().groupIds();
  }

  private static long tell(Call call, Ids ids) {
    call.memory().writeInt(call.arg(0), ids.real());
    call.memory().writeInt(call.arg(1), ids.effective());
    call.memory().writeInt(call.arg(2), ids.saved());
    return 0;
  }

  /** A process that becomes somebody else is no longer its former equals' to look into. */
  private static Handler changing(Handler handler) {
    return call -> {
      Ids users = users(call).copy();
      Ids groups = groups(call).copy();
      long result = handler.handle(call);
      if (differ(users, users(call)) || differ(groups, groups(call))) {
        call.process().options().setDumpable(0);
        call.process().job().setParentDeathSignal(0);
      }
      return result;
    };
  }

  private static boolean differ(Ids one, Ids other) {
    return one.effective() != other.effective() || one.filesystem() != other.filesystem();
  }

  private static boolean mayTakeAny(Call call, boolean user) {
    return call.task().credentials().isCapable(user ? Capability.SETUID : Capability.SETGID);
  }

  private static long set(Call call, boolean user, int real, int effective, int saved) {
    if (user) {
      call.task().credentials().setUsers(real, effective, saved);
    } else {
      groups(call).set(real, effective, saved);
    }
    return 0;
  }

  private static long one(Call call, boolean user) {
    int id = call.intArg(0);
    Ids ids = user ? users(call) : groups(call);
    if (id == KEEP) {
      return -Errno.EINVAL;
    }
    if (mayTakeAny(call, user)) {
      return set(call, user, id, id, id);
    }
    return id == ids.real() || id == ids.saved()
        ? set(call, user, ids.real(), id, ids.saved())
        : -Errno.EPERM;
  }

  private static long two(Call call, boolean user) {
    int real = call.intArg(0);
    int effective = call.intArg(1);
    Ids ids = user ? users(call) : groups(call);
    boolean mayReal = real == KEEP || real == ids.real() || real == ids.effective();
    boolean mayEffective = effective == KEEP || ids.has(effective);
    if (!mayTakeAny(call, user) && !(mayReal && mayEffective)) {
      return -Errno.EPERM;
    }
    int newEffective = effective == KEEP ? ids.effective() : effective;
    boolean saves = real != KEEP || (effective != KEEP && effective != ids.real());
    int saved = saves ? newEffective : ids.saved();
    return set(call, user, real == KEEP ? ids.real() : real, newEffective, saved);
  }

  private static long three(Call call, boolean user) {
    Ids ids = user ? users(call) : groups(call);
    int[] wanted = {call.intArg(0), call.intArg(1), call.intArg(2)};
    int[] present = {ids.real(), ids.effective(), ids.saved()};
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == KEEP) {
        wanted[i] = present[i];
      } else if (!ids.has(wanted[i]) && !mayTakeAny(call, user)) {
        return -Errno.EPERM;
      }
    }
    return set(call, user, wanted[0], wanted[1], wanted[2]);
  }

  /** The old id is told also when the new one is refused. */
  private static long ofFiles(Call call, boolean user) {
    int id = call.intArg(0);
    Ids ids = user ? users(call) : groups(call);
    int old = ids.filesystem();
    boolean may = ids.has(id) || id == old || mayTakeAny(call, user);
    if (id != KEEP && may && user) {
      call.task().credentials().setFilesystemUser(id);
    } else if (id != KEEP && may) {
      ids.setFilesystem(id);
    }
    return old & 0xffff_ffffL;
  }
}
