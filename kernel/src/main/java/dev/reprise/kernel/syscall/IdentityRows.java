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

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on users, limits and the identity of the machine. */
final class IdentityRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(63, "uname", EMULATE)
            .taking(out(UTSNAME))
            .noting("a fixed kernel version and host name"),
        row(97, "getrlimit", EMULATE)
            .taking(flags(ProcessNames.RESOURCE), out(RLIMIT))
            .noting("the limits of the virtual machine"),
        row(99, "sysinfo", EMULATE)
            .taking(out(SYSINFO))
            .noting("virtual uptime; memory and load are fixed"),
        row(102, "getuid", PASS).noting("a fixed user, mapped by the user name space"),
        row(104, "getgid", PASS).noting("a fixed group, mapped by the user name space"),
        row(105, "setuid", ORDER)
            .taking(INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(106, "setgid", ORDER)
            .taking(INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(107, "geteuid", PASS).noting("a fixed user, mapped by the user name space"),
        row(108, "getegid", PASS).noting("a fixed group, mapped by the user name space"),
        row(113, "setreuid", ORDER)
            .taking(INT, INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(114, "setregid", ORDER)
            .taking(INT, INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(115, "getgroups", EMULATE).taking(INT, out(IDS)).noting("no group of the host shows"),
        row(116, "setgroups", EMULATE)
            .taking(INT, in(IDS, 0))
            .noting("remembered; no effect on the host"),
        row(117, "setresuid", ORDER)
            .taking(INT, INT, INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(118, "getresuid", PASS)
            .taking(out(INT32), out(INT32), out(INT32))
            .noting("a fixed user, mapped by the user name space"),
        row(119, "setresgid", ORDER)
            .taking(INT, INT, INT)
            .noting("only ids that the run maps; EINVAL for others"),
        row(120, "getresgid", PASS)
            .taking(out(INT32), out(INT32), out(INT32))
            .noting("a fixed group, mapped by the user name space"),
        row(122, "setfsuid", ORDER).taking(INT).noting("only ids that the run maps"),
        row(123, "setfsgid", ORDER).taking(INT).noting("only ids that the run maps"),
        row(125, "capget", EMULATE).taking(POINTER, POINTER).noting("a fixed set of capabilities"),
        row(126, "capset", EMULATE)
            .taking(POINTER, POINTER)
            .noting("remembered; gives no power over the host"),
        row(160, "setrlimit", ORDER)
            .taking(flags(ProcessNames.RESOURCE), in(RLIMIT))
            .noting("limits of time count virtual time; none can rise above the virtual machine's"),
        refused(170, "sethostname", Errno.EPERM)
            .taking(STRING, SIZE)
            .noting("the host name is an input of the run"),
        refused(171, "setdomainname", Errno.EPERM)
            .taking(STRING, SIZE)
            .noting("the domain name is an input of the run"),
        row(302, "prlimit64", ORDER)
            .taking(INT, flags(ProcessNames.RESOURCE), in(RLIMIT), out(RLIMIT))
            .noting("as getrlimit and setrlimit"),
        row(318, "getrandom", EMULATE)
            .taking(out(RANDOM_BYTES), SIZE, flags(ProcessNames.RANDOM))
            .noting("a seeded generator for each thread; the seed is an input of the run"));
  }

  private IdentityRows() {}
}
