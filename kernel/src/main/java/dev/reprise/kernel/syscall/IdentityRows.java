package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.IDS;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.RANDOM_BYTES;
import static dev.reprise.kernel.syscall.Shape.RLIMIT;
import static dev.reprise.kernel.syscall.Shape.SYSINFO;
import static dev.reprise.kernel.syscall.Shape.UTSNAME;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on users, limits and the identity of the machine. */
final class IdentityRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(63, "uname", EMULATE, "a fixed kernel version and host name", out(UTSNAME)),
        row(97, "getrlimit", EMULATE, "the limits of the virtual machine", flags(ProcessNames.RESOURCE), out(RLIMIT)),
        row(99, "sysinfo", EMULATE, "virtual uptime; memory and load are fixed", out(SYSINFO)),
        row(102, "getuid", PASS, "a fixed user, mapped by the user name space"),
        row(104, "getgid", PASS, "a fixed group, mapped by the user name space"),
        row(105, "setuid", ORDER, "only ids that the run maps; EINVAL for others", INT),
        row(106, "setgid", ORDER, "only ids that the run maps; EINVAL for others", INT),
        row(107, "geteuid", PASS, "a fixed user, mapped by the user name space"),
        row(108, "getegid", PASS, "a fixed group, mapped by the user name space"),
        row(113, "setreuid", ORDER, "only ids that the run maps; EINVAL for others", INT, INT),
        row(114, "setregid", ORDER, "only ids that the run maps; EINVAL for others", INT, INT),
        row(115, "getgroups", EMULATE, "no group of the host shows", INT, out(IDS)),
        row(116, "setgroups", EMULATE, "remembered; no effect on the host", INT, in(IDS, 0)),
        row(117, "setresuid", ORDER, "only ids that the run maps; EINVAL for others", INT, INT, INT),
        row(118, "getresuid", PASS, "a fixed user, mapped by the user name space", out(INT32), out(INT32), out(INT32)),
        row(119, "setresgid", ORDER, "only ids that the run maps; EINVAL for others", INT, INT, INT),
        row(120, "getresgid", PASS, "a fixed group, mapped by the user name space", out(INT32), out(INT32), out(INT32)),
        row(122, "setfsuid", ORDER, "only ids that the run maps", INT),
        row(123, "setfsgid", ORDER, "only ids that the run maps", INT),
        row(125, "capget", EMULATE, "a fixed set of capabilities", POINTER, POINTER),
        row(126, "capset", EMULATE, "remembered; gives no power over the host", POINTER, POINTER),
        row(160, "setrlimit", ORDER, "limits of time count virtual time; none can rise above the virtual machine's", flags(ProcessNames.RESOURCE), in(RLIMIT)),
        refused(170, "sethostname", Errno.EPERM, "the host name is an input of the run", STRING, SIZE),
        refused(171, "setdomainname", Errno.EPERM, "the domain name is an input of the run", STRING, SIZE),
        row(302, "prlimit64", ORDER, "as getrlimit and setrlimit", INT, flags(ProcessNames.RESOURCE), in(RLIMIT), out(RLIMIT)),
        row(318, "getrandom", EMULATE, "a seeded generator for each thread; the seed is an input of the run", out(RANDOM_BYTES), SIZE, flags(ProcessNames.RANDOM)));
  }

  private IdentityRows() {}
}
