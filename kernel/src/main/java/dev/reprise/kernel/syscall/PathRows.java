package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DEVICE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FILE_MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.inBuffer;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.ArgType.outBuffer;
import static dev.reprise.kernel.syscall.Shape.STAT;
import static dev.reprise.kernel.syscall.Shape.STATFS;
import static dev.reprise.kernel.syscall.Shape.STATX;
import static dev.reprise.kernel.syscall.Shape.TEXT;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC_PAIR;
import static dev.reprise.kernel.syscall.Shape.TIMEVAL_PAIR;
import static dev.reprise.kernel.syscall.Shape.UTIMBUF;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on names, attributes and folders. */
final class PathRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(4, "stat", ORDER, "inode, device, block and link numbers and all times are virtual", PATH, out(STAT)),
        row(5, "fstat", ORDER, "as stat", FD, out(STAT)),
        row(6, "lstat", ORDER, "as stat", PATH, out(STAT)),
        row(21, "access", ORDER, "judged with the fixed identity of the run", PATH, flags(FileNames.ACCESS)),
        row(79, "getcwd", ORDER, "the path as it is within the container", out(TEXT), SIZE),
        row(80, "chdir", ORDER, "within the container", PATH),
        row(81, "fchdir", ORDER, "within the container", FD),
        row(82, "rename", ORDER, "never reaches host files outside the allowed folders", PATH, PATH),
        row(83, "mkdir", ORDER, "the folder has virtual times and inode number", PATH, MODE),
        row(84, "rmdir", ORDER, "an overlay hides host folders instead of removing them", PATH),
        row(86, "link", ORDER, "works across the overlay as on one file system", PATH, PATH),
        row(87, "unlink", ORDER, "an overlay hides host files instead of removing them", PATH),
        row(88, "symlink", ORDER, "the link has virtual times and inode number", STRING, PATH),
        row(89, "readlink", ORDER, "links in /proc show virtual targets", PATH, outBuffer(), SIZE),
        row(90, "chmod", ORDER, "never reaches host files outside the allowed folders", PATH, MODE),
        row(91, "fchmod", ORDER, "as chmod", FD, MODE),
        row(92, "chown", ORDER, "ownership is part of the virtual view", PATH, INT, INT),
        row(93, "fchown", ORDER, "as chown", FD, INT, INT),
        row(94, "lchown", ORDER, "as chown", PATH, INT, INT),
        row(95, "umask", PASS, "starts at a fixed value (022 unless a flag says otherwise)", MODE).returning(ResultType.OCTAL),
        row(132, "utime", ORDER, "kept in the virtual view; now means the virtual clock", PATH, in(UTIMBUF)),
        row(133, "mknod", ORDER, "FIFOs, sockets and files only; device nodes answer EPERM", PATH, FILE_MODE, DEVICE),
        refused(136, "ustat", Errno.ENOSYS, "obsolete; shows the host's disks", DEVICE, POINTER),
        row(137, "statfs", ORDER, "sizes, type and id of one fixed virtual file system", PATH, out(STATFS)),
        row(138, "fstatfs", ORDER, "as statfs", FD, out(STATFS)),
        refused(139, "sysfs", Errno.ENOSYS, "obsolete; lists the host's file systems", INT, POINTER, POINTER),
        refused(161, "chroot", Errno.EPERM, "a second root would lead around the rules for paths", PATH),
        row(188, "setxattr", ORDER, "user.* only; other name spaces depend on the host and answer EOPNOTSUPP", PATH, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR)),
        row(189, "lsetxattr", ORDER, "as setxattr", PATH, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR)),
        row(190, "fsetxattr", ORDER, "as setxattr", FD, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR)),
        row(191, "getxattr", ORDER, "user.* only; other name spaces depend on the host and answer EOPNOTSUPP", PATH, STRING, outBuffer(), SIZE),
        row(192, "lgetxattr", ORDER, "as getxattr", PATH, STRING, outBuffer(), SIZE),
        row(193, "fgetxattr", ORDER, "as getxattr", FD, STRING, outBuffer(), SIZE),
        row(194, "listxattr", ORDER, "user.* only, sorted by name", PATH, outBuffer(), SIZE),
        row(195, "llistxattr", ORDER, "as listxattr", PATH, outBuffer(), SIZE),
        row(196, "flistxattr", ORDER, "as listxattr", FD, outBuffer(), SIZE),
        row(197, "removexattr", ORDER, "user.* only; other name spaces answer EOPNOTSUPP", PATH, STRING),
        row(198, "lremovexattr", ORDER, "as removexattr", PATH, STRING),
        row(199, "fremovexattr", ORDER, "as removexattr", FD, STRING),
        row(235, "utimes", ORDER, "kept in the virtual view; now means the virtual clock", PATH, in(TIMEVAL_PAIR)),
        row(258, "mkdirat", ORDER, "as mkdir", DIRFD, PATH, MODE),
        row(259, "mknodat", ORDER, "as mknod", DIRFD, PATH, FILE_MODE, DEVICE),
        row(260, "fchownat", ORDER, "as chown", DIRFD, PATH, INT, INT, flags(FileNames.AT)),
        row(261, "futimesat", ORDER, "as utimes", DIRFD, PATH, in(TIMEVAL_PAIR)),
        row(262, "newfstatat", ORDER, "as stat", DIRFD, PATH, out(STAT), flags(FileNames.AT)),
        row(263, "unlinkat", ORDER, "as unlink and rmdir", DIRFD, PATH, flags(FileNames.AT)),
        row(264, "renameat", ORDER, "as rename", DIRFD, PATH, DIRFD, PATH),
        row(265, "linkat", ORDER, "as link", DIRFD, PATH, DIRFD, PATH, flags(FileNames.AT)),
        row(266, "symlinkat", ORDER, "as symlink", STRING, DIRFD, PATH),
        row(267, "readlinkat", ORDER, "as readlink", DIRFD, PATH, outBuffer(), SIZE),
        row(268, "fchmodat", ORDER, "as chmod", DIRFD, PATH, MODE),
        row(269, "faccessat", ORDER, "as access", DIRFD, PATH, flags(FileNames.ACCESS)),
        row(280, "utimensat", ORDER, "kept in the virtual view; now means the virtual clock", DIRFD, PATH, in(TIMESPEC_PAIR), flags(FileNames.AT)),
        refused(303, "name_to_handle_at", Errno.EOPNOTSUPP, "file handles hold the host's inode numbers", DIRFD, PATH, POINTER, POINTER, flags(FileNames.AT)),
        refused(304, "open_by_handle_at", Errno.EPERM, "file handles lead around the rules for paths", FD, POINTER, flags(FileNames.OPEN)),
        row(316, "renameat2", ORDER, "as rename; RENAME_WHITEOUT answers EINVAL", DIRFD, PATH, DIRFD, PATH, flags(FileNames.RENAME)),
        row(332, "statx", ORDER, "as stat; a fixed set of fields is present whatever the host's kernel offers", DIRFD, PATH, flags(FileNames.AT_STATX), flags(FileNames.STATX), out(STATX)),
        row(439, "faccessat2", ORDER, "as access", DIRFD, PATH, flags(FileNames.ACCESS), flags(FileNames.AT_ACCESS)),
        refused(451, "cachestat", Errno.ENOSYS, "shows what the host has cached", FD, POINTER, POINTER, HEX),
        row(452, "fchmodat2", ORDER, "as chmod, also where the host's kernel lacks it", DIRFD, PATH, MODE, flags(FileNames.AT)),
        refused(463, "setxattrat", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, flags(FileNames.AT), STRING, POINTER, SIZE),
        refused(464, "getxattrat", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, flags(FileNames.AT), STRING, POINTER, SIZE),
        refused(465, "listxattrat", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, flags(FileNames.AT), POINTER, SIZE),
        refused(466, "removexattrat", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, flags(FileNames.AT), STRING),
        refused(468, "file_getattr", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, POINTER, SIZE, flags(FileNames.AT)),
        refused(469, "file_setattr", Errno.ENOSYS, "newer than the virtual kernel", DIRFD, PATH, POINTER, SIZE, flags(FileNames.AT)));
  }

  private PathRows() {}
}
