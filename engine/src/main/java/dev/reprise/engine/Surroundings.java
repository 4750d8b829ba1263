package dev.reprise.engine;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the process from which a guest is made what another parent, shell or service manager might
 * have left it: an environment, descriptors, a priority, limits. What the host refuses is left as
 * it is.
 */
final class Surroundings {
  private static final int SCRATCH_BYTES = 1 << 16;
  private static final int FIRST_DESCRIPTOR = 50;
  private static final int SCHED_BATCH = 3;
  private static final int IOPRIO_BEST_EFFORT_LOWEST = 2 << 13 | 7;
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PR_SET_THP_DISABLE = 41;
  private static final int UNAME26 = 0x20000;

  /** RLIMIT_FSIZE, RLIMIT_DATA and RLIMIT_AS: what the set-up of a container never needs. */
  private static final List<Integer> LIMITS = List.of(1, 2, 9);

  private final Tracee tracee;
  private final int noise;

  private Surroundings(Tracee tracee, int noise) {
    this.tracee = tracee;
    this.noise = noise;
  }

  /** Makes everything differ by the amount which the conditions name. */
  static void apply(Tracee tracee, Conditions conditions) {
    if (conditions.noise() > 0) {
      Surroundings surroundings = new Surroundings(tracee, conditions.noise());
      surroundings.environment();
      surroundings.descriptors();
      surroundings.priority();
      surroundings.attributes();
      surroundings.limits();
    }
  }

  /** The boot program begins again, with strings that also move its stack. */
  private void environment() {
    List<String> environment = new ArrayList<>(List.of("TZ=Asia/Tokyo", "LC_ALL=tr_TR.UTF-8"));
    for (int i = 0; i < noise; i++) {
      environment.add("REPRISE_NOISE_" + i + "=" + "x".repeat(1000 + 777 * (i % 16)));
    }
    int size = SCRATCH_BYTES + ArgumentBlock.sizeOf(environment);
    long memory = tracee.require("mmap", Nr.MMAP, 0, size, 3, 0x22, -1);
    ArgumentBlock block = new ArgumentBlock(memory, size);
    long program = block.string("/proc/self/exe");
    long argv = block.strings(List.of("reprise-init"));
    long envp = block.strings(environment);
    byte[] bytes = block.toArray();
    tracee.memory().write(memory, bytes, 0, bytes.length);
    if (tracee.executeExec(Nr.EXECVE, program, argv, envp, 0, 0, false) == null) {
      attempt(Nr.MUNMAP, memory, size, 0);
    }
  }

  private void descriptors() {
    long descriptor = attempt(Nr.EPOLL_CREATE1, 0, 0, 0);
    for (int i = 0; i < noise && descriptor >= 0; i++) {
      attempt(Nr.DUP2, descriptor, FIRST_DESCRIPTOR + 7L * (i % 100), 0);
    }
  }

  private void priority() {
    attempt(Nr.SETPRIORITY, 0, 0, 1 + noise % 3);
    attempt(Nr.IOPRIO_SET, 1, 0, IOPRIO_BEST_EFFORT_LOWEST);
    NativeBuffer parameter = new NativeBuffer(Integer.BYTES);
    Linux.call(Nr.SCHED_SETSCHEDULER, tracee.tgid(), SCHED_BATCH, parameter.address());
  }

  private void attributes() {
    attempt(Nr.PERSONALITY, UNAME26, 0, 0);
    attempt(Nr.PRCTL, PR_SET_TIMERSLACK, 40_000 + noise, 0);
    attempt(Nr.PRCTL, PR_SET_THP_DISABLE, 1, 0);
    write("oom_score_adj", Integer.toString(100 + noise % 100));
    write("coredump_filter", "0x31");
  }

  private void limits() {
    NativeBuffer limit = new NativeBuffer(2 * Long.BYTES);
    for (int resource : LIMITS) {
      if (Linux.call(Nr.PRLIMIT64, tracee.tgid(), resource, 0, limit.address()) == 0) {
        limit.putLong(0, (1L << 28) + noise);
        Linux.call(Nr.PRLIMIT64, tracee.tgid(), resource, limit.address(), 0);
      }
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(Path.of("/proc/" + tracee.tgid(), file), text);
    } catch (IOException refused) {
      return;
    }
  }

  private long attempt(int nr, long a, long b, long c) {
    return tracee.execute(nr, a, b, c, 0, 0, 0);
  }
}
