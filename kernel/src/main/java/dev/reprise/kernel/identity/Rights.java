package dev.reprise.kernel.identity;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;

/** What a thread may do to other processes. */
public final class Rights {
  private Rights() {}

  /** Whether it may send a signal, as kill(2) says. */
  public static boolean maySignal(Task sender, GuestProcess receiver, int signal) {
    Ids from = sender.credentials().users();
    Ids to = receiver.credentials().users();
    return sender.process() == receiver
        || sender.credentials().isCapable(Capability.KILL)
        || from.effective() == to.real()
        || from.effective() == to.saved()
        || from.real() == to.real()
        || from.real() == to.saved()
        || (signal == Sig.CONT && sender.process().sid() == receiver.sid());
  }

  /** Whether it may set how another thread is scheduled. */
  public static boolean maySchedule(Task asker, Task target) {
    int me = asker.credentials().users().effective();
    Ids other = target.credentials().users();
    return me == 0 || me == other.effective() || me == other.real();
  }

  /** Whether it may read and set the limits of another process. */
  public static boolean mayLimit(Task asker, GuestProcess target) {
    Ids me = asker.credentials().users();
    return asker.process() == target
        || me.effective() == 0
        || (isAll(target.credentials().users(), me.real())
            && isAll(target.credentials().groupIds(), asker.credentials().groupIds().real()));
  }

  /**
   * Whether it may look into another process, as ptrace(2) says of reading; root may always. A
   * process which has changed its user, and one that forbids it, is for root alone.
   */
  public static boolean mayInspect(Task asker, GuestProcess target) {
    Credentials me = asker.credentials();
    return asker.process() == target
        || me.isCapable(Capability.DAC_OVERRIDE)
        || (target.options().dumpable() == 1
            && isAll(target.credentials().users(), me.users().filesystem())
            && isAll(target.credentials().groupIds(), me.groupIds().filesystem()));
  }

  private static boolean isAll(Ids ids, int id) {
    return ids.real() == id && ids.effective() == id && ids.saved() == id;
  }
}
