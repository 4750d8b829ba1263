package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on the address space. */
final class MemoryRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(9, "mmap", ORDER, "the layout is fixed; code is searched for instructions that leak the host before it can run", POINTER, SIZE, flags(MemoryNames.PROT), flags(MemoryNames.MAP), FD, HEX).returning(ResultType.HEX),
        row(10, "mprotect", ORDER, "memory that becomes executable is searched as mmap does; other changes do not stop", POINTER, SIZE, flags(MemoryNames.PROT)).passingWhen(2, 0L, 1L, 2L, 3L),
        row(11, "munmap", PASS, "", POINTER, SIZE),
        row(12, "brk", PASS, "starts at a fixed address, because address randomisation is off", POINTER).returning(ResultType.HEX),
        row(25, "mremap", ORDER, "the new address is chosen as for mmap, alike on all kernels", POINTER, SIZE, SIZE, flags(MemoryNames.MREMAP), POINTER).returning(ResultType.HEX),
        row(26, "msync", ORDER, "flushes for the host's sake; takes no virtual time", POINTER, SIZE, flags(MemoryNames.MSYNC)),
        row(27, "mincore", EMULATE, "every mapped page is resident", POINTER, SIZE, POINTER),
        row(28, "madvise", ORDER, "MADV_FREE frees at once as MADV_DONTNEED does, for else the host's memory decides when; other common advice does not stop", POINTER, SIZE, flags(MemoryNames.ADVICE)).passingWhen(2, 0L, 1L, 2L, 3L, 4L, 10L, 11L, 14L, 15L, 16L, 17L),
        row(149, "mlock", EMULATE, "checked and accepted without effect", POINTER, SIZE),
        row(150, "munlock", EMULATE, "checked and accepted without effect", POINTER, SIZE),
        row(151, "mlockall", EMULATE, "checked and accepted without effect", flags(MemoryNames.MLOCKALL)),
        row(152, "munlockall", EMULATE, "checked and accepted without effect"),
        refused(154, "modify_ldt", Errno.ENOSYS, "16-bit and 32-bit segments are not modelled", INT, POINTER, SIZE),
        refused(205, "set_thread_area", Errno.ENOSYS, "has no meaning for 64-bit programs, as on Linux", POINTER),
        refused(211, "get_thread_area", Errno.ENOSYS, "has no meaning for 64-bit programs, as on Linux", POINTER),
        row(216, "remap_file_pages", ORDER, "code is searched as for mmap", POINTER, SIZE, flags(MemoryNames.PROT), SIZE, flags(MemoryNames.MAP)),
        refused(237, "mbind", Errno.ENOSYS, "the virtual machine has one memory node", POINTER, SIZE, INT, POINTER, SIZE, HEX),
        refused(238, "set_mempolicy", Errno.ENOSYS, "the virtual machine has one memory node", INT, POINTER, SIZE),
        refused(239, "get_mempolicy", Errno.ENOSYS, "the virtual machine has one memory node", POINTER, POINTER, SIZE, POINTER, HEX),
        refused(256, "migrate_pages", Errno.ENOSYS, "the virtual machine has one memory node", INT, SIZE, POINTER, POINTER),
        refused(279, "move_pages", Errno.ENOSYS, "the virtual machine has one memory node", INT, SIZE, POINTER, POINTER, POINTER, HEX),
        refused(323, "userfaultfd", Errno.ENOSYS, "page faults of the guest follow the host's memory", HEX),
        row(324, "membarrier", EMULATE, "nothing to do: threads that share memory never run at once", flags(MemoryNames.MEMBARRIER), HEX, INT),
        row(325, "mlock2", EMULATE, "checked and accepted without effect", POINTER, SIZE, flags(MemoryNames.MLOCK)),
        refused(329, "pkey_mprotect", Errno.ENOSYS, "not every CPU has protection keys", POINTER, SIZE, flags(MemoryNames.PROT), INT),
        refused(330, "pkey_alloc", Errno.ENOSYS, "not every CPU has protection keys", HEX, HEX),
        refused(331, "pkey_free", Errno.ENOSYS, "not every CPU has protection keys", INT),
        refused(440, "process_madvise", Errno.ENOSYS, "acts on memory of other processes outside the schedule", FD, POINTER, SIZE, flags(MemoryNames.ADVICE), HEX),
        refused(447, "memfd_secret", Errno.ENOSYS, "hides memory from the tracer", HEX),
        refused(450, "set_mempolicy_home_node", Errno.ENOSYS, "the virtual machine has one memory node", POINTER, SIZE, SIZE, HEX),
        refused(453, "map_shadow_stack", Errno.ENOSYS, "not every CPU has shadow stacks", POINTER, SIZE, HEX),
        refused(462, "mseal", Errno.ENOSYS, "newer than the virtual kernel", POINTER, SIZE, HEX));
  }

  private MemoryRows() {}
}
