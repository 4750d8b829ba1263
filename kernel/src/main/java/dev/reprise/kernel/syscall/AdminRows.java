package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.SyscallRow.refused;

import java.util.List;

/** Calls that administer the machine; a guest has no right to them. */
final class AdminRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(103, "syslog", Errno.EPERM, "shows the host kernel's messages", INT, POINTER, INT),
        refused(153, "vhangup", Errno.EPERM, "administers the host"),
        refused(155, "pivot_root", Errno.EPERM, "mounts are inputs of the run", PATH, PATH),
        refused(163, "acct", Errno.EPERM, "administers the host", PATH),
        refused(165, "mount", Errno.EPERM, "mounts are inputs of the run", STRING, PATH, STRING, HEX, POINTER),
        refused(166, "umount2", Errno.EPERM, "mounts are inputs of the run", PATH, HEX),
        refused(167, "swapon", Errno.EPERM, "administers the host", PATH, HEX),
        refused(168, "swapoff", Errno.EPERM, "administers the host", PATH),
        refused(169, "reboot", Errno.EPERM, "administers the host", HEX, HEX, HEX, POINTER),
        refused(172, "iopl", Errno.EPERM, "reaches the host's hardware", INT),
        refused(173, "ioperm", Errno.EPERM, "reaches the host's hardware", HEX, SIZE, INT),
        refused(175, "init_module", Errno.EPERM, "administers the host", POINTER, SIZE, STRING),
        refused(176, "delete_module", Errno.EPERM, "administers the host", STRING, HEX),
        refused(179, "quotactl", Errno.EPERM, "administers the host", HEX, PATH, INT, POINTER),
        refused(246, "kexec_load", Errno.EPERM, "administers the host", HEX, SIZE, POINTER, HEX),
        refused(313, "finit_module", Errno.EPERM, "administers the host", FD, STRING, HEX),
        refused(320, "kexec_file_load", Errno.EPERM, "administers the host", FD, FD, SIZE, STRING, HEX),
        refused(428, "open_tree", Errno.EPERM, "mounts are inputs of the run", DIRFD, PATH, HEX),
        refused(429, "move_mount", Errno.EPERM, "mounts are inputs of the run", DIRFD, PATH, DIRFD, PATH, HEX),
        refused(430, "fsopen", Errno.EPERM, "mounts are inputs of the run", STRING, HEX),
        refused(431, "fsconfig", Errno.EPERM, "mounts are inputs of the run", FD, INT, STRING, POINTER, INT),
        refused(432, "fsmount", Errno.EPERM, "mounts are inputs of the run", FD, HEX, HEX),
        refused(433, "fspick", Errno.EPERM, "mounts are inputs of the run", DIRFD, PATH, HEX),
        refused(442, "mount_setattr", Errno.EPERM, "mounts are inputs of the run", DIRFD, PATH, HEX, POINTER, SIZE),
        refused(443, "quotactl_fd", Errno.EPERM, "administers the host", FD, HEX, INT, POINTER),
        refused(457, "statmount", Errno.ENOSYS, "shows the host's mounts", POINTER, POINTER, SIZE, HEX),
        refused(458, "listmount", Errno.ENOSYS, "shows the host's mounts", POINTER, POINTER, SIZE, HEX),
        refused(467, "open_tree_attr", Errno.EPERM, "mounts are inputs of the run", DIRFD, PATH, HEX, POINTER, SIZE),
        refused(470, "listns", Errno.ENOSYS, "shows the host's name spaces", POINTER, POINTER, SIZE, HEX));
  }

  private AdminRows() {}
}
