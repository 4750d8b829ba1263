package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DEVICE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FILE_MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.ArgType.outBuffer;
import static dev.reprise.kernel.syscall.Shape.TEXT;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on names and folders. */
final class PathRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(79, "getcwd", ORDER)
            .taking(out(TEXT), SIZE)
            .noting("the path as it is within the container"),
        row(80, "chdir", ORDER).taking(PATH).noting("within the container"),
        row(81, "fchdir", ORDER).taking(FD).noting("within the container"),
        row(82, "rename", ORDER)
            .taking(PATH, PATH)
            .noting("never reaches host files outside the allowed folders"),
        row(83, "mkdir", ORDER)
            .taking(PATH, MODE)
            .noting("the folder has virtual times and inode number"),
        row(84, "rmdir", ORDER)
            .taking(PATH)
            .noting("an overlay hides host folders instead of removing them"),
        row(86, "link", ORDER)
            .taking(PATH, PATH)
            .noting("works across the overlay as on one file system"),
        row(87, "unlink", ORDER)
            .taking(PATH)
            .noting("an overlay hides host files instead of removing them"),
        row(88, "symlink", ORDER)
            .taking(STRING, PATH)
            .noting("the link has virtual times and inode number"),
        row(89, "readlink", ORDER)
            .taking(PATH, outBuffer(), SIZE)
            .noting("links in /proc show virtual targets"),
        row(133, "mknod", ORDER)
            .taking(PATH, FILE_MODE, DEVICE)
            .noting("FIFOs, sockets and files only; device nodes answer EPERM"),
        refused(139, "sysfs", Errno.ENOSYS)
            .taking(INT, POINTER, POINTER)
            .noting("obsolete; lists the host's file systems"),
        row(161, "chroot", EMULATE)
            .taking(PATH)
            .noting("for the guest's own view; no program can be executed afterwards"),
        row(258, "mkdirat", ORDER).taking(DIRFD, PATH, MODE).noting("as mkdir"),
        row(259, "mknodat", ORDER).taking(DIRFD, PATH, FILE_MODE, DEVICE).noting("as mknod"),
        row(263, "unlinkat", ORDER)
            .taking(DIRFD, PATH, flags(FileNames.AT))
            .noting("as unlink and rmdir"),
        row(264, "renameat", ORDER).taking(DIRFD, PATH, DIRFD, PATH).noting("as rename"),
        row(265, "linkat", ORDER)
            .taking(DIRFD, PATH, DIRFD, PATH, flags(FileNames.AT))
            .noting("as link"),
        row(266, "symlinkat", ORDER).taking(STRING, DIRFD, PATH).noting("as symlink"),
        row(267, "readlinkat", ORDER).taking(DIRFD, PATH, outBuffer(), SIZE).noting("as readlink"),
        refused(303, "name_to_handle_at", Errno.EOPNOTSUPP)
            .taking(DIRFD, PATH, POINTER, POINTER, flags(FileNames.AT))
            .noting("file handles hold the host's inode numbers"),
        refused(304, "open_by_handle_at", Errno.EPERM)
            .taking(FD, POINTER, flags(FileNames.OPEN))
            .noting("file handles lead around the rules for paths"),
        row(316, "renameat2", ORDER)
            .taking(DIRFD, PATH, DIRFD, PATH, flags(FileNames.RENAME))
            .noting("as rename; RENAME_WHITEOUT answers EINVAL"));
  }

  private PathRows() {}
}
