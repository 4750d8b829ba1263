package dev.reprise.container;

import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Runs a shell command as the container's guest, natively. Each child process runs to its end
 * before its parent goes on, so pipelines would hang.
 */
final class GuestShell {
  private static final long SCRATCH = 0x150000;

  private GuestShell() {}

  /** The exit code of {@code sh -c command}; 128 more than the signal that killed it. */
  static int run(Container container, String command) {
    prepare(container, command);
    return runToEnd(container.guest());
  }

  /** Starts the command and lets it run unattended until its first stop. */
  static void start(Container container, String command) {
    prepare(container, command);
    container.guest().resume();
    container.guest().await();
    container.guest().resume();
  }

  private static void prepare(Container container, String command) {
    Tracee guest = container.guest();
    String[] strings = {"/bin/sh", "sh", "-c", command, "PATH=/usr/bin:/bin"};
    long[] addresses = new long[strings.length];
    ByteBuffer memory = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).position(256);
    for (int i = 0; i < strings.length; i++) {
      addresses[i] = SCRATCH + memory.position();
      memory.put(strings[i].getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    }
    memory.putLong(0, addresses[1]).putLong(8, addresses[2]).putLong(16, addresses[3]);
    memory.putLong(64, addresses[4]);
    guest.memory().write(SCRATCH, memory.array(), 0, memory.position());
    guest.registers().set(UserRegs.RAX, Nr.EXECVE);
    guest.registers().set(UserRegs.RIP, Script.SYSCALL_INSTRUCTION);
    guest.registers().setArgument(0, addresses[0]);
    guest.registers().setArgument(1, SCRATCH);
    guest.registers().setArgument(2, SCRATCH + 64);
  }

  private static int runToEnd(Tracee tracee) {
    tracee.resume();
    Stop stop = tracee.await();
    while (!stop.isDeath()) {
      if (stop.kind() == Stop.Kind.CLONE) {
        runToEnd(tracee.awaitChild(false));
      }
      tracee.resumeWithSignal(stop.kind() == Stop.Kind.SIGNAL ? stop.detail() : 0);
      stop = tracee.await();
    }
    return stop.kind() == Stop.Kind.EXITED ? stop.detail() : 128 + stop.detail();
  }
}
