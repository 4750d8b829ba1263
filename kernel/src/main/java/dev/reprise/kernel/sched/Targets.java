package dev.reprise.kernel.sched;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Rights;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;

/** The tasks which a scheduling call names. */
final class Targets {
  private static final int INIT = 1;
  private static final int PROCESS = 0;
  private static final int GROUP = 1;
  private static final int USER = 2;

  /**
   * What is told of the task of an id, 0 being the caller. Init belongs to the container and has
   * what every first process has.
   *
   * @throws SyscallError ESRCH when there is none
   */
  static Scheduling read(Call call, int tid) {
    if (tid == INIT) {
      return new Scheduling(call.kernel().config().cpus());
    }
    Task task = tid == 0 ? call.task() : call.kernel().processes().task(tid);
    if (task == null) {
      throw new SyscallError(Errno.ESRCH);
    }
    return task.scheduling();
  }

  /**
   * As {@link #read}, in order to change it.
   *
   * @throws SyscallError ESRCH when there is none, EPERM for init and for other users' threads
   */
  static Scheduling change(Call call, int tid) {
    Scheduling target = read(call, tid);
    Task task = tid == 0 ? call.task() : call.kernel().processes().task(tid);
    if (task == null || !Rights.maySchedule(call.task(), task)) {
      throw new SyscallError(Errno.EPERM);
    }
    return target;
  }

  /**
   * As {@link #read}, for the calls which take a negative id for a mistake.
   *
   * @throws SyscallError EINVAL for a negative id
   */
  static Scheduling readNatural(Call call, int tid) {
    rejectNegative(tid);
    return read(call, tid);
  }

  /**
   * As {@link #change}, for the calls which take a negative id for a mistake.
   *
   * @throws SyscallError EINVAL for a negative id
   */
  static Scheduling changeNatural(Call call, int tid) {
    rejectNegative(tid);
    return change(call, tid);
  }

  private static void rejectNegative(int tid) {
    if (tid < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
  }

  /**
   * The tasks of a thread (kind 0), a process group (1) or a user (2), in the order of creation.
   *
   * @throws SyscallError EINVAL for another kind, ESRCH when there is none
   */
  static List<Task> many(Call call, int kind, int id) {
    List<Task> found = new ArrayList<>();
    for (Task task : call.kernel().tasks()) {
      if (matches(call, task, kind, id)) {
        found.add(task);
      }
    }
    if (found.isEmpty()) {
      throw new SyscallError(Errno.ESRCH);
    }
    return found;
  }

  private static boolean matches(Call call, Task task, int kind, int id) {
    return switch (kind) {
      case PROCESS -> task.tid() == (id == 0 ? call.task().tid() : id);
      case GROUP -> task.process().pgid() == (id == 0 ? call.process().pgid() : id);
      case USER -> {
        int user = id == 0 ? call.task().credentials().users().real() : id;
        yield task.credentials().users().real() == user;
      }
      default -> throw new SyscallError(Errno.EINVAL);
    };
  }

  private Targets() {}
}
