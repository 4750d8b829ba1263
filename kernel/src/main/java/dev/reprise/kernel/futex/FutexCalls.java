package dev.reprise.kernel.futex;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.function.LongSupplier;

/**
 * futex(2): waiting and waking. The operations with priority inheritance are in {@link PiFutex}.
 */
public final class FutexCalls {
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int REQUEUE = 3;
  private static final int CMP_REQUEUE = 4;
  private static final int WAKE_OP = 5;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int TRYLOCK_PI = 8;
  private static final int WAIT_BITSET = 9;
  private static final int WAKE_BITSET = 10;
  private static final int LOCK_PI2 = 13;

  private static final int PRIVATE = 128;
  private static final int REALTIME = 256;
  private static final int ALL_BITS = -1;

  private final Kernel kernel;
  private final FutexTable table;
  private final PiFutex pi;

  public FutexCalls(Kernel kernel) {
    this.kernel = kernel;
    this.table = kernel.futexes().table();
    this.pi = kernel.futexes().pi();
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.FUTEX, this::futex);
    handlers.on(Nr.SET_ROBUST_LIST, this::setRobustList);
    handlers.on(Nr.GET_ROBUST_LIST, this::getRobustList);
  }

  private long futex(Call call) {
    int operation = call.intArg(1) & ~(PRIVATE | REALTIME);
    if ((call.arg(0) & 3) != 0) {
      return -Errno.EINVAL;
    }
    int count = call.intArg(2);
    return switch (operation) {
      case WAIT -> await(call, ALL_BITS, () -> deadline(call, true, false));
      case WAIT_BITSET ->
          await(call, call.intArg(5), () -> deadline(call, false, isRealtime(call)));
      case WAKE -> table.wake(key(call, call.arg(0)), count, ALL_BITS);
      case WAKE_BITSET ->
          call.intArg(5) == 0
              ? -Errno.EINVAL
              : table.wake(key(call, call.arg(0)), count, call.intArg(5));
      case REQUEUE -> requeue(call, false);
      case CMP_REQUEUE -> requeue(call, true);
      case WAKE_OP -> wakeOp(call);
      case LOCK_PI -> pi.lock(call, key(call, call.arg(0)), () -> deadline(call, false, true));
      case LOCK_PI2 ->
          pi.lock(call, key(call, call.arg(0)), () -> deadline(call, false, isRealtime(call)));
      case TRYLOCK_PI -> pi.tryLock(call, key(call, call.arg(0)));
      case UNLOCK_PI -> pi.unlock(call, key(call, call.arg(0)));
      default -> -Errno.ENOSYS;
    };
  }

  private static boolean isRealtime(Call call) {
    return (call.arg(1) & REALTIME) != 0;
  }

  private static FutexKey key(Call call, long address) {
    return (call.arg(1) & PRIVATE) != 0
        ? FutexKey.ofPrivate(call.task(), address)
        : FutexKey.ofShared(call.task(), address);
  }

  private long deadline(Call call, boolean relative, boolean realtime) {
    if (call.arg(3) == 0) {
      return Call.NEVER;
    }
    long time = ClockCalls.readTimespec(call.memory(), call.arg(3));
    if (relative) {
      long sum = kernel.clock().monotonicNanos() + time;
      return sum < 0 ? Call.NEVER : sum;
    }
    return realtime ? kernel.clock().monotonicOf(time) : time;
  }

  /** The deadline is read once: a retry may find its memory gone. */
  private long await(Call call, int bitset, LongSupplier firstDeadline) {
    if (bitset == 0) {
      return -Errno.EINVAL;
    }
    long deadlineNanos = call.deadline(firstDeadline);
    FutexTable.Waiter waiter = call.remember(() -> enqueue(call, bitset));
    if (waiter.woken) {
      return 0;
    }
    if (call.expired(deadlineNanos)) {
      table.remove(waiter);
      return -Errno.ETIMEDOUT;
    }
    String reason = "futex " + Long.toHexString(call.arg(0));
    long result = call.block(reason, deadlineNanos, waiter.wakeUp);
    if (result == -Errno.ERESTARTSYS) {
      table.remove(waiter);
      // A wait with a timeout is not begun anew after a handler: its time would count twice.
      return call.arg(3) == 0 ? result : -Errno.ERESTARTNOHAND;
    }
    return result;
  }

  private FutexTable.Waiter enqueue(Call call, int bitset) {
    if (call.memory().readInt(call.arg(0)) != call.intArg(2)) {
      throw new SyscallError(Errno.EAGAIN);
    }
    FutexTable.Waiter waiter =
        new FutexTable.Waiter(call.task(), key(call, call.arg(0)), call.arg(0), bitset, false);
    table.add(waiter);
    return waiter;
  }

  private long requeue(Call call, boolean compare) {
    if (call.intArg(2) < 0 || call.intArg(3) < 0) {
      return -Errno.EINVAL;
    }
    int value = call.memory().readInt(call.arg(0));
    if (compare && value != call.intArg(5)) {
      return -Errno.EAGAIN;
    }
    FutexKey from = key(call, call.arg(0));
    int woken = table.wake(from, call.intArg(2), ALL_BITS);
    int moved = table.requeue(from, key(call, call.arg(4)), call.intArg(3));
    return woken + moved;
  }

  private long wakeOp(Call call) {
    Memory memory = call.memory();
    int operation = call.intArg(5);
    int operand = operation << 8 >> 20;
    if ((operation & 0x8000_0000) != 0) {
      operand = 1 << (operand & 31);
    }
    int old = memory.readInt(call.arg(4));
    memory.writeInt(call.arg(4), apply(operation >> 28 & 7, old, operand));
    int woken = table.wake(key(call, call.arg(0)), call.intArg(2), ALL_BITS);
    if (compares(operation >> 24 & 15, old, operation << 20 >> 20)) {
      woken += table.wake(key(call, call.arg(4)), call.intArg(3), ALL_BITS);
    }
    return woken;
  }

  private static int apply(int operator, int old, int operand) {
    return switch (operator) {
      case 0 -> operand;
      case 1 -> old + operand;
      case 2 -> old | operand;
      case 3 -> old & ~operand;
      case 4 -> old ^ operand;
      default -> throw new SyscallError(Errno.ENOSYS);
    };
  }

  private static boolean compares(int operator, int old, int operand) {
    return switch (operator) {
      case 0 -> old == operand;
      case 1 -> old != operand;
      case 2 -> old < operand;
      case 3 -> old <= operand;
      case 4 -> old > operand;
      case 5 -> old >= operand;
      default -> throw new SyscallError(Errno.ENOSYS);
    };
  }

  private long setRobustList(Call call) {
    if (call.arg(1) != RobustList.HEAD_BYTES) {
      return -Errno.EINVAL;
    }
    call.task().setRobustList(call.arg(0));
    return 0;
  }

  private long getRobustList(Call call) {
    int tid = call.intArg(0);
    Task task = tid == 0 ? call.task() : kernel.processes().task(tid);
    if (task == null) {
      return -Errno.ESRCH;
    }
    call.memory().writeLong(call.arg(2), RobustList.HEAD_BYTES);
    call.memory().writeLong(call.arg(1), task.robustList());
    return 0;
  }
}
