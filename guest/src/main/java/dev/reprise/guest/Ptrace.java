package dev.reprise.guest;

import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.Nr;

/** The requests of ptrace(2) that the mechanism uses. All must come from the tracer's thread. */
final class Ptrace {
  static final int POKEUSER = 6;
  static final int CONT = 7;
  static final int SINGLESTEP = 9;
  static final int SYSCALL = 24;
  static final int GETREGS = 12;
  static final int SETREGS = 13;
  static final int GETEVENTMSG = 0x4201;
  static final int GETSIGINFO = 0x4202;
  static final int GETREGSET = 0x4204;
  static final int SEIZE = 0x4206;
  static final int INTERRUPT = 0x4207;
  static final int LISTEN = 0x4208;
  static final int PEEKSIGINFO = 0x4209;

  static final int EVENT_FORK = 1;
  static final int EVENT_VFORK = 2;
  static final int EVENT_CLONE = 3;
  static final int EVENT_EXEC = 4;
  static final int EVENT_SECCOMP = 7;
  static final int EVENT_STOP = 128;

  /** SYSGOOD, FORK, VFORK, CLONE, EXEC, SECCOMP, EXITKILL. */
  static final int OPTIONS = 1 | 2 | 4 | 8 | 0x10 | 0x80 | 0x100000;

  private Ptrace() {}

  static long request(int request, int tid, long address, long data) {
    return Linux.call(Nr.PTRACE, request, tid, address, data);
  }

  static void require(int request, int tid, long address, long data) {
    long result = request(request, tid, address, data);
    if (result < 0) {
      throw new LinuxException("ptrace request " + request + " on thread " + tid, (int) -result);
    }
  }
}
