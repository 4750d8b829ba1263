package dev.reprise.kernel.identity;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;

/** uname, sysinfo and personality. */
public final class MachineCalls {
  private static final int UTSNAME_FIELD = 65;
  private static final int SYSINFO_SIZE = 112;
  private static final int PERSONALITY_QUERY = 0xffff_ffff;
  private static final int PER_MASK = 0xff;
  private static final int PER_LINUX32 = 8;

  private final Kernel kernel;
  private final Machine machine;

  public MachineCalls(Kernel kernel) {
    this.kernel = kernel;
    this.machine = new Machine(kernel);
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.UNAME, this::uname);
    handlers.on(Nr.SYSINFO, this::sysinfo);
    handlers.on(Nr.PERSONALITY, MachineCalls::personality);
  }

  private long uname(Call call) {
    int persona = call.task().credentials().personality() & PER_MASK;
    String[] fields = {
      "Linux",
      machine.hostname(),
      Machine.RELEASE,
      Machine.VERSION,
      persona == PER_LINUX32 ? "i686" : "x86_64",
      Machine.DOMAIN
    };
    byte[] names = new byte[UTSNAME_FIELD * fields.length];
    for (int i = 0; i < fields.length; i++) {
      byte[] field = fields[i].getBytes(StandardCharsets.ISO_8859_1);
      int length = Math.min(field.length, UTSNAME_FIELD - 1);
      System.arraycopy(field, 0, names, i * UTSNAME_FIELD, length);
    }
    call.memory().write(call.arg(0), names);
    return 0;
  }

  /** Three load averages of nothing, memory in bytes, no swap, and the number of threads. */
  private long sysinfo(Call call) {
    byte[] info = new byte[SYSINFO_SIZE];
    Bytes.putLong(info, 0, kernel.clock().monotonicNanos() / 1_000_000_000L);
    Bytes.putLong(info, 32, machine.totalMemory());
    Bytes.putLong(info, 40, machine.freeMemory());
    Bytes.putLong(info, 56, machine.bufferMemory());
    Bytes.putShort(info, 80, kernel.tasks().size());
    Bytes.putInt(info, 104, 1);
    call.memory().write(call.arg(0), info);
    return 0;
  }

  /**
   * Only uname(2) heeds the personality: addresses are never random here, and the bit which says so
   * is shown when the guest itself has set it.
   */
  private static long personality(Call call) {
    Credentials credentials = call.task().credentials();
    int old = credentials.personality();
    if (call.intArg(0) != PERSONALITY_QUERY) {
      credentials.setPersonality(call.intArg(0));
    }
    return old & 0xffff_ffffL;
  }
}
