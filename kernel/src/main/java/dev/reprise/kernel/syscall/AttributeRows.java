package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DEVICE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
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
import static dev.reprise.kernel.syscall.Shape.TIMESPEC_PAIR;
import static dev.reprise.kernel.syscall.Shape.TIMEVAL_PAIR;
import static dev.reprise.kernel.syscall.Shape.UTIMBUF;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on the attributes of files: status, permissions, owners, times, extended attributes. */
final class AttributeRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(4, "stat", ORDER)
            .taking(PATH, out(STAT))
            .noting("inode, device, block and link numbers and all times are virtual"),
        row(5, "fstat", ORDER).taking(FD, out(STAT)).noting("as stat"),
        row(6, "lstat", ORDER).taking(PATH, out(STAT)).noting("as stat"),
        row(21, "access", ORDER)
            .taking(PATH, flags(FileNames.ACCESS))
            .noting("judged with the fixed identity of the run"),
        row(90, "chmod", ORDER)
            .taking(PATH, MODE)
            .noting("never reaches host files outside the allowed folders"),
        row(91, "fchmod", ORDER).taking(FD, MODE).noting("as chmod"),
        row(92, "chown", ORDER)
            .taking(PATH, INT, INT)
            .noting("ownership is part of the virtual view"),
        row(93, "fchown", ORDER).taking(FD, INT, INT).noting("as chown"),
        row(94, "lchown", ORDER).taking(PATH, INT, INT).noting("as chown"),
        row(95, "umask", ORDER).taking(MODE).returning(ResultType.OCTAL).noting("starts at 022"),
        row(132, "utime", ORDER)
            .taking(PATH, in(UTIMBUF))
            .noting("kept in the virtual view; now means the virtual clock"),
        refused(136, "ustat", Errno.ENOSYS)
            .taking(DEVICE, POINTER)
            .noting("obsolete; shows the host's disks"),
        row(137, "statfs", ORDER)
            .taking(PATH, out(STATFS))
            .noting("sizes, type and id of one fixed virtual file system"),
        row(138, "fstatfs", ORDER).taking(FD, out(STATFS)).noting("as statfs"),
        row(188, "setxattr", ORDER)
            .taking(PATH, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR))
            .noting("user.* only; other name spaces depend on the host: EOPNOTSUPP"),
        row(189, "lsetxattr", ORDER)
            .taking(PATH, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR))
            .noting("as setxattr"),
        row(190, "fsetxattr", ORDER)
            .taking(FD, STRING, inBuffer(3), SIZE, flags(FileNames.XATTR))
            .noting("as setxattr"),
        row(191, "getxattr", ORDER)
            .taking(PATH, STRING, outBuffer(), SIZE)
            .noting("user.* only; other name spaces depend on the host: EOPNOTSUPP"),
        row(192, "lgetxattr", ORDER).taking(PATH, STRING, outBuffer(), SIZE).noting("as getxattr"),
        row(193, "fgetxattr", ORDER).taking(FD, STRING, outBuffer(), SIZE).noting("as getxattr"),
        row(194, "listxattr", ORDER)
            .taking(PATH, outBuffer(), SIZE)
            .noting("user.* only, sorted by name"),
        row(195, "llistxattr", ORDER).taking(PATH, outBuffer(), SIZE).noting("as listxattr"),
        row(196, "flistxattr", ORDER).taking(FD, outBuffer(), SIZE).noting("as listxattr"),
        row(197, "removexattr", ORDER)
            .taking(PATH, STRING)
            .noting("user.* only; other name spaces answer EOPNOTSUPP"),
        row(198, "lremovexattr", ORDER).taking(PATH, STRING).noting("as removexattr"),
        row(199, "fremovexattr", ORDER).taking(FD, STRING).noting("as removexattr"),
        row(235, "utimes", ORDER)
            .taking(PATH, in(TIMEVAL_PAIR))
            .noting("kept in the virtual view; now means the virtual clock"),
        row(260, "fchownat", ORDER)
            .taking(DIRFD, PATH, INT, INT, flags(FileNames.AT))
            .noting("as chown"),
        row(261, "futimesat", ORDER).taking(DIRFD, PATH, in(TIMEVAL_PAIR)).noting("as utimes"),
        row(262, "newfstatat", ORDER)
            .taking(DIRFD, PATH, out(STAT), flags(FileNames.AT))
            .noting("as stat"),
        row(268, "fchmodat", ORDER).taking(DIRFD, PATH, MODE).noting("as chmod"),
        row(269, "faccessat", ORDER)
            .taking(DIRFD, PATH, flags(FileNames.ACCESS))
            .noting("as access"),
        row(280, "utimensat", ORDER)
            .taking(DIRFD, PATH, in(TIMESPEC_PAIR), flags(FileNames.AT))
            .noting("kept in the virtual view; now means the virtual clock"),
        row(332, "statx", ORDER)
            .taking(DIRFD, PATH, flags(StatxNames.AT), flags(StatxNames.MASK), out(STATX))
            .noting("as stat; a fixed set of fields is present whatever the host's kernel offers"),
        row(439, "faccessat2", ORDER)
            .taking(DIRFD, PATH, flags(FileNames.ACCESS), flags(FileNames.AT_ACCESS))
            .noting("as access"),
        refused(451, "cachestat", Errno.ENOSYS)
            .taking(FD, POINTER, POINTER, HEX)
            .noting("shows what the host has cached"),
        row(452, "fchmodat2", ORDER)
            .taking(DIRFD, PATH, MODE, flags(FileNames.AT))
            .noting("as chmod, also where the host's kernel lacks it"),
        refused(463, "setxattrat", Errno.ENOSYS)
            .taking(DIRFD, PATH, flags(FileNames.AT), STRING, POINTER, SIZE)
            .noting("newer than the virtual kernel"),
        refused(464, "getxattrat", Errno.ENOSYS)
            .taking(DIRFD, PATH, flags(FileNames.AT), STRING, POINTER, SIZE)
            .noting("newer than the virtual kernel"),
        refused(465, "listxattrat", Errno.ENOSYS)
            .taking(DIRFD, PATH, flags(FileNames.AT), POINTER, SIZE)
            .noting("newer than the virtual kernel"),
        refused(466, "removexattrat", Errno.ENOSYS)
            .taking(DIRFD, PATH, flags(FileNames.AT), STRING)
            .noting("newer than the virtual kernel"),
        refused(468, "file_getattr", Errno.ENOSYS)
            .taking(DIRFD, PATH, POINTER, SIZE, flags(FileNames.AT))
            .noting("newer than the virtual kernel"),
        refused(469, "file_setattr", Errno.ENOSYS)
            .taking(DIRFD, PATH, POINTER, SIZE, flags(FileNames.AT))
            .noting("newer than the virtual kernel"));
  }

  private AttributeRows() {}
}
