package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.MODE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.OFFSET;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.Scalar.STRING;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.inBuffer;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.ArgType.outBuffer;
import static dev.reprise.kernel.syscall.Shape.DIRENTS;
import static dev.reprise.kernel.syscall.Shape.INT64;
import static dev.reprise.kernel.syscall.Shape.INT_PAIR;
import static dev.reprise.kernel.syscall.Shape.IOVECS;
import static dev.reprise.kernel.syscall.Shape.OPEN_HOW;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on open files and descriptors. */
final class FileRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(0, "read", ORDER)
            .taking(FD, outBuffer(), SIZE)
            .noting(
                "returns all that virtual state holds; waits in the scheduler for an empty pipe"),
        row(1, "write", ORDER)
            .taking(FD, inBuffer(2), SIZE)
            .noting("takes all that fits in virtual state; waits in the scheduler for a full pipe"),
        row(2, "open", ORDER)
            .taking(PATH, flags(FileNames.OPEN), MODE)
            .noting(
                "nothing is written outside allowed folders (EROFS); FIFOs wait in the scheduler"),
        row(3, "close", ORDER)
            .taking(FD)
            .noting(
                "the last close of a pipe end or lock wakes its waiters in the scheduler's order"),
        row(8, "lseek", ORDER)
            .taking(FD, OFFSET, flags(FileNames.WHENCE))
            .noting("directory offsets count sorted entries; SEEK_DATA and SEEK_HOLE see no holes"),
        row(16, "ioctl", ORDER)
            .taking(FD, flags(IoctlNames.REQUEST), POINTER)
            .noting("only known requests reach the host; every other one answers ENOTTY"),
        row(17, "pread64", ORDER).taking(FD, outBuffer(), SIZE, OFFSET).noting("as read"),
        row(18, "pwrite64", ORDER).taking(FD, inBuffer(2), SIZE, OFFSET).noting("as write"),
        row(19, "readv", ORDER).taking(FD, out(IOVECS, 2), SIZE).noting("as read"),
        row(20, "writev", ORDER).taking(FD, in(IOVECS, 2), SIZE).noting("as write"),
        row(22, "pipe", ORDER)
            .taking(out(INT_PAIR))
            .noting("the capacity is fixed, whatever the host's limits are"),
        row(32, "dup", ORDER).taking(FD).noting("the lowest free number, as on Linux"),
        row(33, "dup2", ORDER).taking(FD, FD).noting("what it closes wakes waiters as close does"),
        row(40, "sendfile", ORDER)
            .taking(FD, FD, in(INT64), SIZE)
            .noting("transfers all that the virtual state allows"),
        row(72, "fcntl", ORDER)
            .taking(FD, flags(FileNames.FCNTL), HEX)
            .noting("locks wait in the scheduler; pipe sizes are fixed; leases answer EINVAL"),
        row(73, "flock", ORDER).taking(FD, flags(FileNames.FLOCK)).noting("waits in the scheduler"),
        row(74, "fsync", ORDER)
            .taking(FD)
            .noting("flushes for the host's sake; takes no virtual time"),
        row(75, "fdatasync", ORDER).taking(FD).noting("as fsync"),
        row(76, "truncate", ORDER)
            .taking(PATH, OFFSET)
            .noting("the file gets the virtual time of the call"),
        row(77, "ftruncate", ORDER)
            .taking(FD, OFFSET)
            .noting("the file gets the virtual time of the call"),
        row(78, "getdents", ORDER)
            .taking(FD, out(DIRENTS), SIZE)
            .noting("entries are sorted by name; inode numbers are virtual"),
        row(85, "creat", ORDER).taking(PATH, MODE).noting("as open"),
        row(162, "sync", EMULATE).noting("returns at once: the guest cannot see the host's disks"),
        row(187, "readahead", EMULATE)
            .taking(FD, OFFSET, SIZE)
            .noting("checked and accepted without effect"),
        row(217, "getdents64", ORDER)
            .taking(FD, out(DIRENTS), SIZE)
            .noting("entries are sorted by name; inode numbers are virtual"),
        row(221, "fadvise64", EMULATE)
            .taking(FD, OFFSET, SIZE, flags(FileNames.FADVISE))
            .noting("checked and accepted without effect"),
        row(257, "openat", ORDER)
            .taking(DIRFD, PATH, flags(FileNames.OPEN), MODE)
            .noting("as open"),
        row(275, "splice", ORDER)
            .taking(FD, in(INT64), FD, in(INT64), SIZE, flags(FileNames.SPLICE))
            .noting("copies, so that later changes do not show; waits in the scheduler"),
        row(276, "tee", ORDER)
            .taking(FD, FD, SIZE, flags(FileNames.SPLICE))
            .noting("waits in the scheduler"),
        row(277, "sync_file_range", EMULATE)
            .taking(FD, OFFSET, OFFSET, flags(FileNames.SYNC_RANGE))
            .noting("checked and accepted without effect"),
        row(278, "vmsplice", EMULATE)
            .taking(FD, in(IOVECS, 2), SIZE, flags(FileNames.SPLICE))
            .noting("copies, so that later stores of the giver do not show"),
        row(285, "fallocate", ORDER)
            .taking(FD, flags(FileNames.FALLOCATE), OFFSET, OFFSET)
            .noting("modes that some host file systems lack answer EOPNOTSUPP on all"),
        row(292, "dup3", ORDER).taking(FD, FD, flags(FileNames.DUP)).noting("as dup2"),
        row(293, "pipe2", ORDER)
            .taking(out(INT_PAIR), flags(FileNames.PIPE))
            .noting("the capacity is fixed, whatever the host's limits are"),
        row(295, "preadv", ORDER).taking(FD, out(IOVECS, 2), SIZE, OFFSET, HEX).noting("as read"),
        row(296, "pwritev", ORDER).taking(FD, in(IOVECS, 2), SIZE, OFFSET, HEX).noting("as write"),
        row(306, "syncfs", EMULATE).taking(FD).noting("checked and accepted without effect"),
        row(319, "memfd_create", ORDER)
            .taking(STRING, flags(FileNames.MEMFD))
            .noting("an ordinary virtual file; huge pages answer ENOSYS"),
        row(326, "copy_file_range", ORDER)
            .taking(FD, in(INT64), FD, in(INT64), SIZE, HEX)
            .noting("copies all that is there on any pair of file systems"),
        row(327, "preadv2", ORDER)
            .taking(FD, out(IOVECS, 2), SIZE, OFFSET, HEX, flags(FileNames.RWF))
            .noting("as read; RWF_NOWAIT answers EOPNOTSUPP, for it asks what the host has cached"),
        row(328, "pwritev2", ORDER)
            .taking(FD, in(IOVECS, 2), SIZE, OFFSET, HEX, flags(FileNames.RWF))
            .noting("as write; RWF_NOWAIT answers EOPNOTSUPP"),
        row(436, "close_range", ORDER)
            .taking(INT, INT, flags(FileNames.CLOSE_RANGE))
            .noting("closes in rising order, each as close does"),
        row(437, "openat2", ORDER)
            .taking(DIRFD, PATH, in(OPEN_HOW), SIZE)
            .noting(
                "as open; RESOLVE_CACHED answers EAGAIN, for it asks what the host has cached"));
  }

  private FileRows() {}
}
