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

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls that administer the machine; a guest has no right to them. */
final class AdminRows {

  static List<SyscallRow> rows() {
    return List.of(
        refused(103, "syslog", Errno.EPERM)
            .taking(INT, POINTER, INT)
            .noting("shows the host kernel's messages"),
        refused(153, "vhangup", Errno.EPERM).noting("administers the host"),
        refused(155, "pivot_root", Errno.EPERM)
            .taking(PATH, PATH)
            .noting("mounts are inputs of the run"),
        refused(163, "acct", Errno.EPERM).taking(PATH).noting("administers the host"),
        refused(165, "mount", Errno.EPERM)
            .taking(STRING, PATH, STRING, HEX, POINTER)
            .noting("mounts are inputs of the run"),
        refused(166, "umount2", Errno.EPERM)
            .taking(PATH, HEX)
            .noting("mounts are inputs of the run"),
        refused(167, "swapon", Errno.EPERM).taking(PATH, HEX).noting("administers the host"),
        refused(168, "swapoff", Errno.EPERM).taking(PATH).noting("administers the host"),
        refused(169, "reboot", Errno.EPERM)
            .taking(HEX, HEX, HEX, POINTER)
            .noting("administers the host"),
        refused(172, "iopl", Errno.EPERM).taking(INT).noting("reaches the host's hardware"),
        refused(173, "ioperm", Errno.EPERM)
            .taking(HEX, SIZE, INT)
            .noting("reaches the host's hardware"),
        refused(175, "init_module", Errno.EPERM)
            .taking(POINTER, SIZE, STRING)
            .noting("administers the host"),
        refused(176, "delete_module", Errno.EPERM)
            .taking(STRING, HEX)
            .noting("administers the host"),
        refused(179, "quotactl", Errno.EPERM)
            .taking(HEX, PATH, INT, POINTER)
            .noting("administers the host"),
        refused(246, "kexec_load", Errno.EPERM)
            .taking(HEX, SIZE, POINTER, HEX)
            .noting("administers the host"),
        refused(313, "finit_module", Errno.EPERM)
            .taking(FD, STRING, HEX)
            .noting("administers the host"),
        refused(320, "kexec_file_load", Errno.EPERM)
            .taking(FD, FD, SIZE, STRING, HEX)
            .noting("administers the host"),
        refused(428, "open_tree", Errno.EPERM)
            .taking(DIRFD, PATH, HEX)
            .noting("mounts are inputs of the run"),
        refused(429, "move_mount", Errno.EPERM)
            .taking(DIRFD, PATH, DIRFD, PATH, HEX)
            .noting("mounts are inputs of the run"),
        refused(430, "fsopen", Errno.EPERM)
            .taking(STRING, HEX)
            .noting("mounts are inputs of the run"),
        refused(431, "fsconfig", Errno.EPERM)
            .taking(FD, INT, STRING, POINTER, INT)
            .noting("mounts are inputs of the run"),
        refused(432, "fsmount", Errno.EPERM)
            .taking(FD, HEX, HEX)
            .noting("mounts are inputs of the run"),
        refused(433, "fspick", Errno.EPERM)
            .taking(DIRFD, PATH, HEX)
            .noting("mounts are inputs of the run"),
        refused(442, "mount_setattr", Errno.EPERM)
            .taking(DIRFD, PATH, HEX, POINTER, SIZE)
            .noting("mounts are inputs of the run"),
        refused(443, "quotactl_fd", Errno.EPERM)
            .taking(FD, HEX, INT, POINTER)
            .noting("administers the host"),
        refused(457, "statmount", Errno.ENOSYS)
            .taking(POINTER, POINTER, SIZE, HEX)
            .noting("shows the host's mounts"),
        refused(458, "listmount", Errno.ENOSYS)
            .taking(POINTER, POINTER, SIZE, HEX)
            .noting("shows the host's mounts"),
        refused(467, "open_tree_attr", Errno.EPERM)
            .taking(DIRFD, PATH, HEX, POINTER, SIZE)
            .noting("mounts are inputs of the run"),
        refused(470, "listns", Errno.ENOSYS)
            .taking(POINTER, POINTER, SIZE, HEX)
            .noting("shows the host's name spaces"));
  }

  private AdminRows() {}
}
