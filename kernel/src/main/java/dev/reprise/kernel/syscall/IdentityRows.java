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
        row(102, "getuid", EMULATE).noting("the guest's own ids; for the host a run is one user"),
        row(104, "getgid", EMULATE).noting("the guest's own ids; for the host a run is one user"),
        row(105, "setuid", EMULATE)
            .taking(INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(106, "setgid", EMULATE)
            .taking(INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(107, "geteuid", EMULATE).noting("the guest's own ids; for the host a run is one user"),
        row(108, "getegid", EMULATE).noting("the guest's own ids; for the host a run is one user"),
        row(113, "setreuid", EMULATE)
            .taking(INT, INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(114, "setregid", EMULATE)
            .taking(INT, INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(115, "getgroups", EMULATE).taking(INT, out(IDS)).noting("no group of the host shows"),
        row(116, "setgroups", EMULATE).taking(INT, in(IDS, 0)).noting("as setuid"),
        row(117, "setresuid", EMULATE)
            .taking(INT, INT, INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(118, "getresuid", EMULATE)
            .taking(out(INT32), out(INT32), out(INT32))
            .noting("as getuid"),
        row(119, "setresgid", EMULATE)
            .taking(INT, INT, INT)
            .noting("any id, by the rules of Linux; the host keeps its own"),
        row(120, "getresgid", EMULATE)
            .taking(out(INT32), out(INT32), out(INT32))
            .noting("as getuid"),
        row(122, "setfsuid", EMULATE).taking(INT).noting("as setuid"),
        row(123, "setfsgid", EMULATE).taking(INT).noting("as setuid"),
        row(125, "capget", EMULATE).taking(POINTER, POINTER).noting("the guest's own set"),
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
