package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.ArrayList;
import java.util.List;

/** semget, semop and semtimedop. */
final class SemaphoreCalls {
  static final int MOST_IN_SET = 32_000;
  static final int MOST_OPERATIONS = 500;

  private static final long NANOS = 1_000_000_000;

  private final IpcTable<SemaphoreSet> sets;

  SemaphoreCalls(Ipc ipc) {
    this.sets = ipc.semaphores();
  }

  void register(Handlers handlers) {
    handlers.on(Nr.SEMGET, this::semget);
    handlers.on(Nr.SEMOP, call -> operate(call, 0));
    handlers.on(Nr.SEMTIMEDOP, call -> operate(call, call.arg(3)));
  }

  private long semget(Call call) {
    int count = call.intArg(1);
    int flags = call.intArg(2);
    if (count < 0 || count > MOST_IN_SET) {
      return -Errno.EINVAL;
    }
    SemaphoreSet set =
        sets.get(
            call,
            call.intArg(0),
            flags,
            () -> {
              if (count == 0) {
                throw new SyscallError(Errno.EINVAL);
              }
              Permissions permissions = new Permissions(call, call.intArg(0), flags);
              return new SemaphoreSet(permissions, call.kernel(), count);
            });
    return count > set.count() ? -Errno.EINVAL : set.id();
  }

  /** An operation under way, since the guest's structures count as they were at first. */
  private record Attempt(
      SemaphoreSet set, List<SemaphoreOperation> operations, long deadlineNanos) {}

  private long operate(Call call, long timeout) {
    Attempt attempt = call.remember(() -> begin(call, timeout));
    SemaphoreSet set = attempt.set;
    if (set.isRemoved()) {
      return -Errno.EIDRM;
    }
    SemaphoreOperation waiting = set.attempt(attempt.operations, call);
    if (waiting == null) {
      return 0;
    }
    if (!waiting.waits() || call.expired(attempt.deadlineNanos)) {
      return -Errno.EAGAIN;
    }
    Semaphore semaphore = set.at(waiting.number());
    WaitQueue queue = waiting.change() == 0 ? semaphore.zero() : semaphore.increase();
    String reason = "semaphore " + waiting.number() + " of set " + set.id();
    long result = call.block(reason, attempt.deadlineNanos, queue);
    return result == -Errno.ERESTARTSYS ? -Errno.EINTR : result;
  }

  private Attempt begin(Call call, long timeout) {
    long count = call.arg(2) & 0xffff_ffffL;
    if (count == 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if (count > MOST_OPERATIONS) {
      throw new SyscallError(Errno.E2BIG);
    }
    byte[] bytes = call.memory().read(call.arg(1), (int) count * SemaphoreOperation.SIZE);
    long deadline = timeout == 0 ? Call.NEVER : deadline(call, timeout);
    List<SemaphoreOperation> operations = new ArrayList<>();
    boolean alters = false;
    int highest = 0;
    for (int i = 0; i < count; i++) {
      SemaphoreOperation operation = SemaphoreOperation.of(bytes, i * SemaphoreOperation.SIZE);
      operations.add(operation);
      alters |= operation.change() != 0;
      highest = Math.max(highest, operation.number());
    }
    SemaphoreSet set = sets.require(call.intArg(0));
    if (highest >= set.count()) {
      throw new SyscallError(Errno.EFBIG);
    }
    set.permissions().require(call, alters ? Permissions.WRITE : Permissions.READ);
    return new Attempt(set, operations, deadline);
  }

  private static long deadline(Call call, long address) {
    long seconds = call.memory().readLong(address);
    long nanos = call.memory().readLong(address + 8);
    if (seconds < 0 || nanos < 0 || nanos >= NANOS) {
      throw new SyscallError(Errno.EINVAL);
    }
    long now = call.kernel().clock().monotonicNanos();
    boolean farAway = seconds > (Long.MAX_VALUE - now) / NANOS - 1;
    return farAway ? Call.NEVER : now + seconds * NANOS + nanos;
  }
}
