package dev.reprise.guest;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import dev.reprise.linux.Spawn;
import dev.reprise.linux.UserRegs;

/** Starts the boot program as a new, traced process in a session of its own. */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts and stops it.
   *
   * @return the tracee, ready to execute calls; it dies with the calling thread
   */
  public static Tracee launch() {
    int fd = bootFile();
    try {
      Tracee boot = Tracee.attach(Spawn.inNewSession("/proc/self/fd/" + fd, "reprise-init"));
      awaitInterrupt(boot);
      boot.setSyscallInstruction(BootProgram.SYSCALL_INSTRUCTION);
      return boot;
    } finally {
      Linux.call(Nr.CLOSE, fd);
    }
  }

  private static void awaitInterrupt(Tracee boot) {
    Stop stop = boot.await();
    // posix_spawn may return before its exec is finished, and then the exec is the first stop.
    while (!stop.isDeath() && stop.kind() != Stop.Kind.EXEC && !inBootProgram(boot)) {
      boot.resume();
      stop = boot.await();
    }
    if (stop.kind() == Stop.Kind.EXEC) {
      boot.resumeToExit();
      stop = boot.await();
    }
    if (stop.isDeath()) {
      throw new GuestDied(boot.tid(), stop);
    }
  }

  private static boolean inBootProgram(Tracee boot) {
    long rip = boot.registers().get(UserRegs.RIP);
    return rip >= 0x10000 && rip < 0x11000;
  }

  private static int bootFile() {
    byte[] elf = BootProgram.elf((int) Linux.call(Nr.GETPID));
    NativeBuffer buffer = new NativeBuffer(4096);
    buffer.putCString(0, "reprise");
    int fd = (int) Linux.require("memfd_create", Linux.call(Nr.MEMFD_CREATE, buffer.address(), 1));
    buffer.put(0, elf, 0, elf.length);
    Linux.require("write", Linux.call(Nr.WRITE, fd, buffer.address(), elf.length));
    return fd;
  }
}
