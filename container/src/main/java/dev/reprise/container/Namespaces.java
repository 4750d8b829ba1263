package dev.reprise.container;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Puts a process into namespaces of its own. Its next child is the first of a new pid namespace.
 */
final class Namespaces {
  private static final int NEW_TIME = 0x80;
  private static final int NEW_NS = 0x20000;
  private static final int NEW_UTS = 0x4000000;
  private static final int NEW_IPC = 0x8000000;
  private static final int NEW_USER = 0x10000000;
  private static final int NEW_PID = 0x20000000;
  private static final int NEW_NET = 0x40000000;
  private static final int ALL = NEW_NS | NEW_UTS | NEW_IPC | NEW_USER | NEW_PID | NEW_NET;

  private static final int SIGCHLD = 17;
  private static final long SIG_DFL = 0;
  private static final long SIG_IGN = 1;

  private static final int O_WRONLY_CLOEXEC = 1 | 0x80000;

  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final short IFF_UP = 1;

  private Namespaces() {}

  /** Leaves the host's namespaces. */
  static void enter(Tracee process, ContainerSpec spec) {
    Linux.require("unshare", process.execute(Nr.UNSHARE, ALL, 0, 0, 0, 0, 0));
    mapIds(process.tgid(), spec);
    Script script = new Script();
    name(script, Nr.SETHOSTNAME, spec.hostname());
    name(script, Nr.SETDOMAINNAME, spec.domainname());
    onChildsDeath(script, SIG_IGN);
    raiseLoopback(script);
    script.run(process);
  }

  /**
   * Sets the clocks of the process's children ahead.
   *
   * @return whether the host could do it
   */
  static boolean shiftClocks(Tracee process, long seconds) {
    if (seconds == 0 || process.execute(Nr.UNSHARE, NEW_TIME, 0, 0, 0, 0, 0) != 0) {
      return false;
    }
    String file = "/proc/" + process.tgid() + "/timens_offsets";
    try {
      write(file, "monotonic " + seconds + " 0\nboottime " + seconds + " 0\n");
      return true;
    } catch (LinuxException refused) {
      return false;
    }
  }

  private static void name(Script script, int nr, String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    script.require("setting the name " + name, nr, script.text(name), length);
  }

  /** Lets children be reaped by the kernel, which also spares the stopped parent all signals. */
  private static void onChildsDeath(Script script, long handler) {
    byte[] action = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(handler).array();
    script.require(
        "setting a signal's disposition", Nr.RT_SIGACTION, SIGCHLD, script.bytes(action), 0, 8);
  }

  /** A host without IPv4 has no loopback interface to raise, which is no reason to fail. */
  private static void raiseLoopback(Script script) {
    ByteBuffer request = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    request.put("lo".getBytes(StandardCharsets.US_ASCII)).position(16).putShort(IFF_UP);
    script.attemptAndPass(Nr.SOCKET, AF_INET, SOCK_DGRAM, 0);
    script.attempt(Nr.IOCTL, 0, SIOCSIFFLAGS, script.bytes(request.array()));
  }

  private static void mapIds(int pid, ContainerSpec spec) {
    String process = "/proc/" + pid;
    long hostUser = Linux.call(Nr.GETEUID);
    long hostGroup = Linux.call(Nr.GETEGID);
    try {
      write(process + "/setgroups", "deny");
      write(process + "/uid_map", spec.userId() + " " + hostUser + " 1");
      write(process + "/gid_map", spec.groupId() + " " + hostGroup + " 1");
    } catch (LinuxException e) {
      throw Diagnosis.ofIdMap(e);
    }
  }

  private static void write(String file, String text) {
    NativeBuffer buffer = new NativeBuffer(128);
    buffer.putCString(0, file);
    long fd = Linux.require(file, Linux.call(Nr.OPEN, buffer.address(), O_WRONLY_CLOEXEC));
    buffer.putCString(0, text);
    long written = Linux.call(Nr.WRITE, fd, buffer.address(), text.length());
    Linux.call(Nr.CLOSE, fd);
    Linux.require(file, written);
  }

  /** Makes a child of the container's first process an ordinary process in a group of its own. */
  static void becomeOrdinary(Tracee guest, String workdir) {
    Script script = new Script();
    onChildsDeath(script, SIG_DFL);
    script.require("making a process group", Nr.SETPGID, 0, 0);
    script.require("entering the working directory", Nr.CHDIR, script.text(workdir));
    script.run(guest);
  }
}
