package dev.reprise.linux;

import java.util.Arrays;

/** Starting a process without forking the JVM. */
public final class Spawn {
  private static final int SET_SIGNAL_DEFAULTS = 4;
  private static final int SET_SIGNAL_MASK = 8;
  private static final int SET_SESSION = 0x80;

  // Where in one block of memory things are: the attributes at its beginning, then these.
  private static final int SIGNALS = 1024;
  private static final int SIGNALS_SIZE = 128;
  private static final int PID = SIGNALS + SIGNALS_SIZE;
  private static final int ARGV = PID + 8;
  private static final int ENVP = ARGV + 16;
  private static final int ARGUMENT = ENVP + 8;
  private static final int ARGUMENT_MAX = 64;
  private static final int PATH = ARGUMENT + ARGUMENT_MAX;
  private static final int PATH_MAX = 4096;

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
    NativeBuffer memory = new NativeBuffer(PATH + PATH_MAX);
    long address = memory.address();
    Linux.libc("posix_spawnattr_init", address, 0, 0, 0, 0, 0);
    Linux.libc("posix_spawnattr_setsigmask", address, address + SIGNALS, 0, 0, 0, 0);
    byte[] all = new byte[SIGNALS_SIZE];
    Arrays.fill(all, (byte) 0xff);
    memory.put(SIGNALS, all, 0, all.length);
    Linux.libc("posix_spawnattr_setsigdefault", address, address + SIGNALS, 0, 0, 0, 0);
    int flags = SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | SET_SESSION;
    Linux.libc("posix_spawnattr_setflags", address, flags, 0, 0, 0, 0);
    memory.putCString(ARGUMENT, argument0);
    memory.putLong(ARGV, address + ARGUMENT);
    memory.putCString(PATH, path);
    long error =
        Linux.libc(
            "posix_spawn",
            address + PID,
            address + PATH,
            0,
            address,
            address + ARGV,
            address + ENVP);
    if (error != 0) {
      throw new LinuxException("starting the guest's first process", (int) error);
    }
    return memory.getInt(PID);
  }
}
