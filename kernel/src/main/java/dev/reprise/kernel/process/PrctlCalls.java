package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.identity.CapabilityOptions;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * prctl and arch_prctl. What is harmless is kept and told; what would reach the host's mechanisms
 * (seccomp, the memory map, time stamp traps) and what this kernel does not have answer EINVAL.
 */
public final class PrctlCalls {
  private static final int SET_PDEATHSIG = 1;
  private static final int GET_PDEATHSIG = 2;
  private static final int GET_DUMPABLE = 3;
  private static final int SET_DUMPABLE = 4;
  private static final int GET_KEEPCAPS = 7;
  private static final int SET_KEEPCAPS = 8;
  private static final int GET_TIMING = 13;
  private static final int SET_TIMING = 14;
  private static final int SET_NAME = 15;
  private static final int GET_NAME = 16;
  private static final int GET_SECCOMP = 21;
  private static final int CAPBSET_READ = 23;
  private static final int CAPBSET_DROP = 24;
  private static final int GET_TSC = 25;
  private static final int SET_TSC = 26;
  private static final int GET_SECUREBITS = 27;
  private static final int SET_SECUREBITS = 28;
  private static final int SET_TIMERSLACK = 29;
  private static final int GET_TIMERSLACK = 30;
  private static final int MCE_KILL_GET = 34;
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final int GET_CHILD_SUBREAPER = 37;
  private static final int SET_NO_NEW_PRIVS = 38;
  private static final int GET_NO_NEW_PRIVS = 39;
  private static final int GET_TID_ADDRESS = 40;
  private static final int SET_THP_DISABLE = 41;
  private static final int GET_THP_DISABLE = 42;
  private static final int CAP_AMBIENT = 47;
  private static final int GET_SPECULATION_CTRL = 52;

  private static final int NAME_BYTES = 16;
  private static final int TSC_ENABLED = 1;
  private static final int MCE_KILL_DEFAULT = 2;

  private static final int ARCH_SET_GS = 0x1001;
  private static final int ARCH_GET_GS = 0x1004;
  private static final int ARCH_GET_CPUID = 0x1011;

  public void register(Handlers handlers) {
    handlers.on(Nr.PRCTL, this::prctl);
    handlers.on(Nr.ARCH_PRCTL, PrctlCalls::archPrctl);
  }

  private long prctl(Call call) {
    return switch (call.intArg(0)) {
      case SET_NAME -> setName(call);
      case GET_NAME -> getName(call);
      case SET_PDEATHSIG -> setParentDeathSignal(call);
      case GET_PDEATHSIG -> putInt(call, call.process().job().parentDeathSignal());
      case SET_CHILD_SUBREAPER -> {
        call.process().setSubreaper(call.arg(1) != 0);
        yield 0;
      }
      case GET_CHILD_SUBREAPER -> putInt(call, call.process().isSubreaper() ? 1 : 0);
      case GET_TID_ADDRESS -> {
        call.memory().writeLong(call.arg(1), call.task().clearChildTid());
        yield 0;
      }
      case GET_TSC -> putInt(call, TSC_ENABLED);
      case SET_TSC -> call.arg(1) == TSC_ENABLED ? 0 : -Errno.EINVAL;
      case CAPBSET_READ -> CapabilityOptions.readBounding(call);
      case CAPBSET_DROP -> CapabilityOptions.dropBounding(call);
      case CAP_AMBIENT -> CapabilityOptions.ambient(call);
      case GET_SECUREBITS -> CapabilityOptions.secureBits(call);
      case SET_SECUREBITS -> CapabilityOptions.setSecureBits(call);
      case GET_KEEPCAPS -> CapabilityOptions.keepsCapabilities(call);
      case SET_KEEPCAPS -> CapabilityOptions.setKeepsCapabilities(call);
      case GET_SECCOMP, GET_TIMING, GET_SPECULATION_CTRL -> 0;
      case SET_TIMING -> call.arg(1) == 0 ? 0 : -Errno.EINVAL;
      case MCE_KILL_GET -> MCE_KILL_DEFAULT;
      default -> option(call, call.process().options());
    };
  }

  private static long option(Call call, ProcessOptions options) {
    long value = call.arg(1);
    switch (call.intArg(0)) {
      case GET_DUMPABLE:
        return options.dumpable();
      case GET_NO_NEW_PRIVS:
        return options.hasNoNewPrivileges() ? 1 : 0;
      case GET_TIMERSLACK:
        return options.timerSlackNanos();
      case GET_THP_DISABLE:
        return options.areHugePagesDisabled() ? 1 : 0;
      case SET_TIMERSLACK:
        options.setTimerSlackNanos(value);
        return 0;
      case SET_THP_DISABLE:
        options.setHugePagesDisabled(value != 0);
        return 0;
      case SET_NO_NEW_PRIVS:
        if (value != 1) {
          return -Errno.EINVAL;
        }
        options.setNoNewPrivileges();
        return 0;
      case SET_DUMPABLE:
        if (value != 0 && value != 1) {
          return -Errno.EINVAL;
        }
        options.setDumpable((int) value);
        return 0;
      default:
        return -Errno.EINVAL;
    }
  }

  private static long putInt(Call call, int value) {
    call.memory().writeInt(call.arg(1), value);
    return 0;
  }

  /** A name has at most 15 bytes; the rest of a longer one is dropped. */
  private static long setName(Call call) {
    byte[] name = new byte[NAME_BYTES];
    int length = call.memory().tryRead(call.arg(1), name, 0, NAME_BYTES - 1);
    int end = 0;
    while (end < length && name[end] != 0) {
      end++;
    }
    if (end == length && length < NAME_BYTES - 1) {
      return -Errno.EFAULT;
    }
    call.task().setName(new String(name, 0, end, StandardCharsets.ISO_8859_1));
    return 0;
  }

  private static long getName(Call call) {
    byte[] name = call.task().name().getBytes(StandardCharsets.ISO_8859_1);
    byte[] padded = Arrays.copyOf(name, NAME_BYTES);
    padded[NAME_BYTES - 1] = 0;
    call.memory().write(call.arg(1), padded);
    return 0;
  }

  private static long setParentDeathSignal(Call call) {
    if (call.arg(1) != 0 && (call.arg(1) < 0 || call.arg(1) > Sig.MAX)) {
      return -Errno.EINVAL;
    }
    call.process().job().setParentDeathSignal(call.intArg(1));
    return 0;
  }

  private static long archPrctl(Call call) {
    int code = call.intArg(0);
    if (code >= ARCH_SET_GS && code <= ARCH_GET_GS) {
      return call.execute();
    }
    return code == ARCH_GET_CPUID ? 1 : -Errno.EINVAL;
  }
}
