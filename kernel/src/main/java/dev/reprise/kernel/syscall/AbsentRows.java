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

import java.util.List;

/** Features that the virtual kernel is built without, and calls that Linux itself has given up. */
final class AbsentRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(134, "uselib", Errno.ENOSYS, "given up by Linux", PATH),
        refused(156, "_sysctl", Errno.ENOSYS, "given up by Linux", POINTER),
        refused(174, "create_module", Errno.ENOSYS, "given up by Linux", STRING, SIZE),
        refused(177, "get_kernel_syms", Errno.ENOSYS, "given up by Linux", POINTER),
        refused(178, "query_module", Errno.ENOSYS, "given up by Linux", STRING, INT, POINTER, SIZE, POINTER),
        refused(180, "nfsservctl", Errno.ENOSYS, "given up by Linux", INT, POINTER, POINTER),
        refused(181, "getpmsg", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX, HEX, HEX),
        refused(182, "putpmsg", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX, HEX, HEX),
        refused(183, "afs_syscall", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX, HEX, HEX),
        refused(184, "tuxcall", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX),
        refused(185, "security", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX),
        refused(206, "io_setup", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", INT, POINTER),
        refused(207, "io_destroy", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", HEX),
        refused(208, "io_getevents", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", HEX, LONG, LONG, POINTER, in(TIMESPEC)),
        refused(209, "io_submit", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", HEX, LONG, POINTER),
        refused(210, "io_cancel", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", HEX, POINTER, POINTER),
        refused(212, "lookup_dcookie", Errno.ENOSYS, "given up by Linux", HEX, POINTER, SIZE),
        refused(236, "vserver", Errno.ENOSYS, "never implemented by Linux", HEX, HEX, HEX, HEX, HEX),
        refused(248, "add_key", Errno.ENOSYS, "key rings belong to the host", STRING, STRING, inBuffer(3), SIZE, INT),
        refused(249, "request_key", Errno.ENOSYS, "key rings belong to the host", STRING, STRING, STRING, INT),
        refused(250, "keyctl", Errno.ENOSYS, "key rings belong to the host", INT, HEX, HEX, HEX, HEX),
        refused(298, "perf_event_open", Errno.ENOSYS, "counters of the CPU measure the host", POINTER, INT, INT, FD, HEX),
        refused(321, "bpf", Errno.ENOSYS, "programs in the host's kernel", INT, POINTER, SIZE),
        refused(333, "io_pgetevents", Errno.ENOSYS, "asynchronous I/O completes by the host's timing", HEX, LONG, LONG, POINTER, in(TIMESPEC), POINTER),
        refused(335, "uretprobe", Errno.ENOSYS, "belongs to the kernel's own trampolines"),
        refused(336, "uprobe", Errno.ENOSYS, "belongs to the kernel's own trampolines"),
        refused(425, "io_uring_setup", Errno.ENOSYS, "completes by the host's timing, without system calls to order", INT, POINTER),
        refused(426, "io_uring_enter", Errno.ENOSYS, "completes by the host's timing, without system calls to order", FD, INT, INT, HEX, POINTER, SIZE),
        refused(427, "io_uring_register", Errno.ENOSYS, "completes by the host's timing, without system calls to order", FD, INT, POINTER, INT),
        refused(444, "landlock_create_ruleset", Errno.ENOSYS, "the container's rules for paths hold instead", POINTER, SIZE, HEX),
        refused(445, "landlock_add_rule", Errno.ENOSYS, "the container's rules for paths hold instead", FD, INT, POINTER, HEX),
        refused(446, "landlock_restrict_self", Errno.ENOSYS, "the container's rules for paths hold instead", FD, HEX),
        refused(459, "lsm_get_self_attr", Errno.ENOSYS, "shows the host's security modules", INT, POINTER, POINTER, HEX),
        refused(460, "lsm_set_self_attr", Errno.ENOSYS, "shows the host's security modules", INT, POINTER, SIZE, HEX),
        refused(461, "lsm_list_modules", Errno.ENOSYS, "shows the host's security modules", POINTER, POINTER, HEX));
  }

  private AbsentRows() {}
}
