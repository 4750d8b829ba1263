package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.LONG;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.inBuffer;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.SyscallRow.refused;

import dev.reprise.linux.Errno;
import java.util.List;

/** Features that the virtual kernel is built without, and calls that Linux itself has given up. */
final class AbsentRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(134, "uselib", Errno.ENOSYS).taking(PATH).noting("given up by Linux"),
        refused(156, "_sysctl", Errno.ENOSYS).taking(POINTER).noting("given up by Linux"),
        refused(174, "create_module", Errno.ENOSYS)
            .taking(STRING, SIZE)
            .noting("given up by Linux"),
        refused(177, "get_kernel_syms", Errno.ENOSYS).taking(POINTER).noting("given up by Linux"),
        refused(178, "query_module", Errno.ENOSYS)
            .taking(STRING, INT, POINTER, SIZE, POINTER)
            .noting("given up by Linux"),
        refused(180, "nfsservctl", Errno.ENOSYS)
            .taking(INT, POINTER, POINTER)
            .noting("given up by Linux"),
        refused(181, "getpmsg", Errno.ENOSYS)
            .taking(HEX, HEX, HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(182, "putpmsg", Errno.ENOSYS)
            .taking(HEX, HEX, HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(183, "afs_syscall", Errno.ENOSYS)
            .taking(HEX, HEX, HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(184, "tuxcall", Errno.ENOSYS)
            .taking(HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(185, "security", Errno.ENOSYS)
            .taking(HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(206, "io_setup", Errno.ENOSYS)
            .taking(INT, POINTER)
            .noting("asynchronous I/O completes by the host's timing"),
        refused(207, "io_destroy", Errno.ENOSYS)
            .taking(HEX)
            .noting("asynchronous I/O completes by the host's timing"),
        refused(208, "io_getevents", Errno.ENOSYS)
            .taking(HEX, LONG, LONG, POINTER, in(TIMESPEC))
            .noting("asynchronous I/O completes by the host's timing"),
        refused(209, "io_submit", Errno.ENOSYS)
            .taking(HEX, LONG, POINTER)
            .noting("asynchronous I/O completes by the host's timing"),
        refused(210, "io_cancel", Errno.ENOSYS)
            .taking(HEX, POINTER, POINTER)
            .noting("asynchronous I/O completes by the host's timing"),
        refused(212, "lookup_dcookie", Errno.ENOSYS)
            .taking(HEX, POINTER, SIZE)
            .noting("given up by Linux"),
        refused(236, "vserver", Errno.ENOSYS)
            .taking(HEX, HEX, HEX, HEX, HEX)
            .noting("never implemented by Linux"),
        refused(248, "add_key", Errno.ENOSYS)
            .taking(STRING, STRING, inBuffer(3), SIZE, INT)
            .noting("key rings belong to the host"),
        refused(249, "request_key", Errno.ENOSYS)
            .taking(STRING, STRING, STRING, INT)
            .noting("key rings belong to the host"),
        refused(250, "keyctl", Errno.ENOSYS)
            .taking(INT, HEX, HEX, HEX, HEX)
            .noting("key rings belong to the host"),
        refused(298, "perf_event_open", Errno.ENOSYS)
            .taking(POINTER, INT, INT, FD, HEX)
            .noting("counters of the CPU measure the host"),
        refused(321, "bpf", Errno.ENOSYS)
            .taking(INT, POINTER, SIZE)
            .noting("programs in the host's kernel"),
        refused(333, "io_pgetevents", Errno.ENOSYS)
            .taking(HEX, LONG, LONG, POINTER, in(TIMESPEC), POINTER)
            .noting("asynchronous I/O completes by the host's timing"),
        refused(335, "uretprobe", Errno.ENOSYS).noting("belongs to the kernel's own trampolines"),
        refused(336, "uprobe", Errno.ENOSYS).noting("belongs to the kernel's own trampolines"),
        refused(425, "io_uring_setup", Errno.ENOSYS)
            .taking(INT, POINTER)
            .noting("completes by the host's timing, without system calls to order"),
        refused(426, "io_uring_enter", Errno.ENOSYS)
            .taking(FD, INT, INT, HEX, POINTER, SIZE)
            .noting("completes by the host's timing, without system calls to order"),
        refused(427, "io_uring_register", Errno.ENOSYS)
            .taking(FD, INT, POINTER, INT)
            .noting("completes by the host's timing, without system calls to order"),
        refused(444, "landlock_create_ruleset", Errno.ENOSYS)
            .taking(POINTER, SIZE, HEX)
            .noting("the container's rules for paths hold instead"),
        refused(445, "landlock_add_rule", Errno.ENOSYS)
            .taking(FD, INT, POINTER, HEX)
            .noting("the container's rules for paths hold instead"),
        refused(446, "landlock_restrict_self", Errno.ENOSYS)
            .taking(FD, HEX)
            .noting("the container's rules for paths hold instead"),
        refused(459, "lsm_get_self_attr", Errno.ENOSYS)
            .taking(INT, POINTER, POINTER, HEX)
            .noting("shows the host's security modules"),
        refused(460, "lsm_set_self_attr", Errno.ENOSYS)
            .taking(INT, POINTER, SIZE, HEX)
            .noting("shows the host's security modules"),
        refused(461, "lsm_list_modules", Errno.ENOSYS)
            .taking(POINTER, POINTER, HEX)
            .noting("shows the host's security modules"));
  }

  private AbsentRows() {}
}
