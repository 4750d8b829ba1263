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
import static dev.reprise.kernel.syscall.Shape.BYTES;
import static dev.reprise.kernel.syscall.Shape.DIRENTS;
import static dev.reprise.kernel.syscall.Shape.INT_PAIR;
import static dev.reprise.kernel.syscall.Shape.IOVECS;
import static dev.reprise.kernel.syscall.Shape.INT64;
import static dev.reprise.kernel.syscall.Shape.OPEN_HOW;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.REFUSE;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on open files and descriptors. */
final class FileRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(0, "read", ORDER, "returns all that the virtual state holds; a reader of an empty pipe waits in the scheduler", FD, outBuffer(), SIZE),
        row(1, "write", ORDER, "takes all that fits in virtual state; a writer to a full pipe waits in the scheduler", FD, inBuffer(2), SIZE),
        row(2, "open", ORDER, "writes outside the allowed folders go to the overlay; FIFOs wait in the scheduler", PATH, flags(FileNames.OPEN), MODE),
        row(3, "close", ORDER, "the last close of a pipe end or lock wakes its waiters in the scheduler's order", FD),
        row(8, "lseek", ORDER, "offsets in directories count sorted entries; SEEK_DATA and SEEK_HOLE see files without holes", FD, OFFSET, flags(FileNames.WHENCE)),
        row(16, "ioctl", ORDER, "only known requests reach the host; every other one answers ENOTTY", FD, flags(IoctlNames.REQUEST), POINTER),
        row(17, "pread64", ORDER, "as read", FD, outBuffer(), SIZE, OFFSET),
        row(18, "pwrite64", ORDER, "as write", FD, inBuffer(2), SIZE, OFFSET),
        row(19, "readv", ORDER, "as read", FD, out(IOVECS, 2), SIZE),
        row(20, "writev", ORDER, "as write", FD, in(IOVECS, 2), SIZE),
        row(22, "pipe", ORDER, "the capacity is fixed, whatever the host's limits are", out(INT_PAIR)),
        row(32, "dup", ORDER, "the lowest free number, as on Linux", FD),
        row(33, "dup2", ORDER, "what it closes wakes waiters as close does", FD, FD),
        row(40, "sendfile", ORDER, "transfers all that the virtual state allows", FD, FD, in(INT64), SIZE),
        row(72, "fcntl", ORDER, "locks wait in the scheduler; pipe sizes are fixed; leases answer EINVAL", FD, flags(FileNames.FCNTL), HEX),
        row(73, "flock", ORDER, "waits in the scheduler", FD, flags(FileNames.FLOCK)),
        row(74, "fsync", ORDER, "flushes for the host's sake; takes no virtual time", FD),
        row(75, "fdatasync", ORDER, "as fsync", FD),
        row(76, "truncate", ORDER, "the file gets the virtual time of the call", PATH, OFFSET),
        row(77, "ftruncate", ORDER, "the file gets the virtual time of the call", FD, OFFSET),
        row(78, "getdents", ORDER, "entries are sorted by name; inode numbers are virtual", FD, out(BYTES), SIZE),
        row(85, "creat", ORDER, "as open", PATH, MODE),
        row(162, "sync", EMULATE, "returns at once: the guest cannot see the host's disks"),
        row(187, "readahead", EMULATE, "checked and accepted without effect", FD, OFFSET, SIZE),
        row(217, "getdents64", ORDER, "entries are sorted by name; inode numbers are virtual", FD, out(DIRENTS), SIZE),
        row(221, "fadvise64", EMULATE, "checked and accepted without effect", FD, OFFSET, SIZE, flags(FileNames.FADVISE)),
        row(257, "openat", ORDER, "as open", DIRFD, PATH, flags(FileNames.OPEN), MODE),
        row(275, "splice", ORDER, "copies, so that later changes of the source do not show; waits in the scheduler", FD, in(INT64), FD, in(INT64), SIZE, flags(FileNames.SPLICE)),
        row(276, "tee", ORDER, "waits in the scheduler", FD, FD, SIZE, flags(FileNames.SPLICE)),
        row(277, "sync_file_range", EMULATE, "checked and accepted without effect", FD, OFFSET, OFFSET, flags(FileNames.SYNC_RANGE)),
        row(278, "vmsplice", REFUSE, "pages given to a pipe still show later stores of the giver", FD, in(IOVECS, 2), SIZE, flags(FileNames.SPLICE)),
        row(285, "fallocate", ORDER, "modes that some host file systems lack answer EOPNOTSUPP on all", FD, flags(FileNames.FALLOCATE), OFFSET, OFFSET),
        row(292, "dup3", ORDER, "as dup2", FD, FD, flags(FileNames.DUP)),
        row(293, "pipe2", ORDER, "the capacity is fixed, whatever the host's limits are", out(INT_PAIR), flags(FileNames.PIPE)),
        row(295, "preadv", ORDER, "as read", FD, out(IOVECS, 2), SIZE, OFFSET, HEX),
        row(296, "pwritev", ORDER, "as write", FD, in(IOVECS, 2), SIZE, OFFSET, HEX),
        row(306, "syncfs", EMULATE, "checked and accepted without effect", FD),
        row(319, "memfd_create", ORDER, "an ordinary virtual file; huge pages answer ENOSYS", STRING, flags(FileNames.MEMFD)),
        row(326, "copy_file_range", ORDER, "copies all that is there on any pair of file systems", FD, in(INT64), FD, in(INT64), SIZE, HEX),
        row(327, "preadv2", ORDER, "as read; RWF_NOWAIT answers EOPNOTSUPP, for it asks what the host has cached", FD, out(IOVECS, 2), SIZE, OFFSET, HEX, flags(FileNames.RWF)),
        row(328, "pwritev2", ORDER, "as write; RWF_NOWAIT answers EOPNOTSUPP", FD, in(IOVECS, 2), SIZE, OFFSET, HEX, flags(FileNames.RWF)),
        row(436, "close_range", ORDER, "closes in rising order, each as close does", INT, INT, flags(FileNames.CLOSE_RANGE)),
        row(437, "openat2", ORDER, "as open; RESOLVE_CACHED answers EAGAIN, for it asks what the host has cached", DIRFD, PATH, in(OPEN_HOW), SIZE));
  }

  private FileRows() {}
}
