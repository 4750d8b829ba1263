package dev.reprise.kernel.ipc;

import static dev.reprise.kernel.ipc.IpcTable.IPC_INFO;
import static dev.reprise.kernel.ipc.IpcTable.IPC_RMID;
import static dev.reprise.kernel.ipc.IpcTable.IPC_SET;
import static dev.reprise.kernel.ipc.IpcTable.IPC_STAT;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** semctl. */
final class SemaphoreControl {
  private static final int GETPID = 11;
  private static final int GETVAL = 12;
  private static final int GETALL = 13;
  private static final int GETNCNT = 14;
  private static final int GETZCNT = 15;
  private static final int SETVAL = 16;
  private static final int SETALL = 17;
  private static final int SEM_STAT = 18;
  private static final int SEM_INFO = 19;
  private static final int SEM_STAT_ANY = 20;

  private final IpcTable<SemaphoreSet> sets;

  SemaphoreControl(Ipc ipc) {
    this.sets = ipc.semaphores();
  }

  void register(Handlers handlers) {
    handlers.on(Nr.SEMCTL, this::semctl);
  }

  private long semctl(Call call) {
    int command = call.intArg(2);
    return switch (command) {
      case IPC_INFO, SEM_INFO -> info(call, command == SEM_INFO);
      case IPC_STAT, SEM_STAT, SEM_STAT_ANY -> status(call, command);
      case GETPID, GETVAL, GETNCNT, GETZCNT, SETVAL -> one(call, command);
      case GETALL -> all(call);
      case SETALL -> setAll(call);
      case IPC_SET -> set(call);
      case IPC_RMID -> remove(call);
      default -> -Errno.EINVAL;
    };
  }

  private long one(Call call, int command) {
    SemaphoreSet set = sets.require(call.intArg(0));
    set.permissions().require(call, command == SETVAL ? Permissions.WRITE : Permissions.READ);
    int number = call.intArg(1);
    if (number < 0 || number >= set.count()) {
      return -Errno.EINVAL;
    }
    Semaphore semaphore = set.at(number);
    return switch (command) {
      case GETPID -> semaphore.lastPid();
      case GETVAL -> semaphore.value();
      case GETNCNT -> semaphore.increase().size();
      case GETZCNT -> semaphore.zero().size();
      default -> {
        set.set(number, checked(call.intArg(3)), call);
        yield 0;
      }
    };
  }

  private static int checked(int value) {
    if (value < 0 || value > Semaphore.MAXIMUM) {
      throw new SyscallError(Errno.ERANGE);
    }
    return value;
  }

  private long all(Call call) {
    SemaphoreSet set = sets.require(call.intArg(0));
    set.permissions().require(call, Permissions.READ);
    byte[] values = new byte[2 * set.count()];
    for (int i = 0; i < set.count(); i++) {
      Bytes.putShort(values, 2 * i, set.at(i).value());
    }
    call.memory().write(call.arg(3), values);
    return 0;
  }

  private long setAll(Call call) {
    SemaphoreSet set = sets.require(call.intArg(0));
    set.permissions().require(call, Permissions.WRITE);
    byte[] values = call.memory().read(call.arg(3), 2 * set.count());
    for (int i = 0; i < set.count(); i++) {
      checked(Bytes.getShort(values, 2 * i));
    }
    for (int i = 0; i < set.count(); i++) {
      set.set(i, Bytes.getShort(values, 2 * i), call);
    }
    return 0;
  }

  private long status(Call call, int command) {
    SemaphoreSet set = sets.requireAsked(call, command, SEM_STAT_ANY);
    call.memory().write(call.arg(3), set.status());
    return command == IPC_STAT ? 0 : set.id();
  }

  private long set(Call call) {
    byte[] from = call.memory().read(call.arg(3), Permissions.SIZE);
    SemaphoreSet set = sets.requireOwned(call, call.intArg(0));
    set.permissions().set(from);
    set.changed(call.kernel());
    return 0;
  }

  private long remove(Call call) {
    SemaphoreSet set = sets.requireOwned(call, call.intArg(0));
    sets.remove(set);
    set.setRemoved();
    return 0;
  }

  /** {@code struct seminfo}: the limits, or with SEM_INFO two numbers of what is in use. */
  private long info(Call call, boolean usage) {
    int semaphores = 0;
    for (SemaphoreSet set : sets.all()) {
      semaphores += set.count();
    }
    int most = SemaphoreCalls.MOST_IN_SET;
    int inAll = most * most;
    int[] fields = {
      inAll, // semmap
      most, // semmni
      inAll, // semmns
      inAll, // semmnu
      most, // semmsl
      SemaphoreCalls.MOST_OPERATIONS, // semopm
      SemaphoreCalls.MOST_OPERATIONS, // semume
      usage ? sets.size() : 20, // semusz
      Semaphore.MAXIMUM, // semvmx
      usage ? semaphores : Semaphore.MAXIMUM, // semaem
    };
    byte[] info = new byte[4 * fields.length];
    for (int i = 0; i < fields.length; i++) {
      Bytes.putInt(info, 4 * i, fields[i]);
    }
    call.memory().write(call.arg(3), info);
    return sets.highestIndex();
  }
}
