package dev.reprise.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Starting a process without forking the JVM. */
public final class Spawn {
  private static final int SET_SIGNAL_DEFAULTS = 4;
  private static final int SET_SIGNAL_MASK = 8;
  private static final int SET_SESSION = 0x80;

  private Spawn() {}

  /**
   * Starts a program with one argument, an empty environment, default signal dispositions and an
   * empty signal mask, as leader of a new session, by posix_spawn(3). Descriptors without
   * close-on-exec are inherited.
   *
   * @return the new process's id
   * @throws LinuxException when the host refuses
   */
  public static int inNewSession(String path, String argument0) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(1024, 16);
      MemorySegment signals = arena.allocate(128, 16);
      MemorySegment pid = arena.allocate(8, 8);
      MemorySegment argv = arena.allocate(16, 8);
      argv.set(ValueLayout.JAVA_LONG, 0, arena.allocateFrom(argument0).address());
      MemorySegment envp = arena.allocate(8, 8);
      long attr = attributes.address();
      Linux.libc("posix_spawnattr_init", attr, 0, 0, 0, 0, 0);
      Linux.libc("posix_spawnattr_setsigmask", attr, signals.address(), 0, 0, 0, 0);
      signals.fill((byte) 0xff);
      Linux.libc("posix_spawnattr_setsigdefault", attr, signals.address(), 0, 0, 0, 0);
      int flags = SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | SET_SESSION;
      Linux.libc("posix_spawnattr_setflags", attr, flags, 0, 0, 0, 0);
      long error =
          Linux.libc(
              "posix_spawn",
              pid.address(),
              arena.allocateFrom(path).address(),
              0,
              attr,
              argv.address(),
              envp.address());
      if (error != 0) {
        throw new LinuxException("starting the guest's first process", (int) error);
      }
      return pid.get(ValueLayout.JAVA_INT, 0);
    }
  }
}
