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

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.syscall.PassWhen.AtMost;
import dev.reprise.kernel.syscall.PassWhen.OneOf;
import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on the address space. */
final class MemoryRows {

  private static final List<Long> READ = List.of(1L);
  private static final List<Long> READ_WRITE = List.of(3L);

  /** The parts of a library after its first are mapped so by dynamic linkers: MAP_DENYWRITE. */
  private static final List<Long> PRIVATE_FIXED_FILE = List.of(0x812L);

  private static final List<Long> PRIVATE_FIXED_MEMORY = List.of(0x32L);

  private static final long LENGTH = 0x10_0000;

  /** What is not longer than this, and begins there, ends before what is ours. */
  private static final AtMost NOT_LONG = new AtMost(1, LENGTH);

  private static final AtMost BELOW_OURS = new AtMost(0, AddressSpace.HIDDEN_START - LENGTH);

  static List<SyscallRow> rows() {
    return List.of(
        row(9, "mmap", ORDER)
            .taking(POINTER, SIZE, flags(MemoryNames.PROT), flags(MemoryNames.MAP), FD, HEX)
            .returning(ResultType.HEX)
            .passingWhen(new OneOf(3, PRIVATE_FIXED_FILE), new OneOf(2, READ), BELOW_OURS, NOT_LONG)
            .passingWhen(
                new OneOf(3, PRIVATE_FIXED_MEMORY), new OneOf(2, READ_WRITE), BELOW_OURS, NOT_LONG)
            .noting(
                "fixed layout; code is searched for what would show the host before it runs; what"
                    + " is neither code nor to be placed does not stop"),
        row(10, "mprotect", ORDER)
            .taking(POINTER, SIZE, flags(MemoryNames.PROT))
            .passingWhen(2, 0L, 1L, 2L, 3L)
            .noting("what becomes executable is searched as by mmap; other changes do not stop"),
        row(11, "munmap", PASS).taking(POINTER, SIZE),
        row(12, "brk", PASS)
            .taking(POINTER)
            .returning(ResultType.HEX)
            .noting("starts at a fixed address, because address randomisation is off"),
        row(25, "mremap", ORDER)
            .taking(POINTER, SIZE, SIZE, flags(MemoryNames.MREMAP), POINTER)
            .returning(ResultType.HEX)
            .noting("the new address is chosen as for mmap, alike on all kernels"),
        row(26, "msync", ORDER)
            .taking(POINTER, SIZE, flags(MemoryNames.MSYNC))
            .noting("flushes for the host's sake; takes no virtual time"),
        row(27, "mincore", EMULATE)
            .taking(POINTER, SIZE, POINTER)
            .noting("every mapped page is resident"),
        row(28, "madvise", ORDER)
            .taking(POINTER, SIZE, flags(MemoryNames.ADVICE))
            .passingWhen(2, 0L, 1L, 2L, 3L, 4L, 10L, 11L, 14L, 15L, 16L, 17L)
            .noting("MADV_FREE acts as MADV_DONTNEED, lest host memory decide; most does not stop"),
        row(149, "mlock", EMULATE)
            .taking(POINTER, SIZE)
            .noting("checked and accepted without effect"),
        row(150, "munlock", EMULATE)
            .taking(POINTER, SIZE)
            .noting("checked and accepted without effect"),
        row(151, "mlockall", EMULATE)
            .taking(flags(MemoryNames.MLOCKALL))
            .noting("checked and accepted without effect"),
        row(152, "munlockall", EMULATE).noting("checked and accepted without effect"),
        refused(154, "modify_ldt", Errno.ENOSYS)
            .taking(INT, POINTER, SIZE)
            .noting("16-bit and 32-bit segments are not modelled"),
        refused(205, "set_thread_area", Errno.ENOSYS)
            .taking(POINTER)
            .noting("has no meaning for 64-bit programs, as on Linux"),
        refused(211, "get_thread_area", Errno.ENOSYS)
            .taking(POINTER)
            .noting("has no meaning for 64-bit programs, as on Linux"),
        row(216, "remap_file_pages", ORDER)
            .taking(POINTER, SIZE, flags(MemoryNames.PROT), SIZE, flags(MemoryNames.MAP))
            .noting("code is searched as for mmap"),
        refused(237, "mbind", Errno.ENOSYS)
            .taking(POINTER, SIZE, INT, POINTER, SIZE, HEX)
            .noting("the virtual machine has one memory node"),
        refused(238, "set_mempolicy", Errno.ENOSYS)
            .taking(INT, POINTER, SIZE)
            .noting("the virtual machine has one memory node"),
        refused(239, "get_mempolicy", Errno.ENOSYS)
            .taking(POINTER, POINTER, SIZE, POINTER, HEX)
            .noting("the virtual machine has one memory node"),
        refused(256, "migrate_pages", Errno.ENOSYS)
            .taking(INT, SIZE, POINTER, POINTER)
            .noting("the virtual machine has one memory node"),
        refused(279, "move_pages", Errno.ENOSYS)
            .taking(INT, SIZE, POINTER, POINTER, POINTER, HEX)
            .noting("the virtual machine has one memory node"),
        refused(323, "userfaultfd", Errno.ENOSYS)
            .taking(HEX)
            .noting("page faults of the guest follow the host's memory"),
        row(324, "membarrier", EMULATE)
            .taking(flags(MemoryNames.MEMBARRIER), HEX, INT)
            .noting("nothing to do: threads that share memory never run at once"),
        row(325, "mlock2", EMULATE)
            .taking(POINTER, SIZE, flags(MemoryNames.MLOCK))
            .noting("checked and accepted without effect"),
        refused(329, "pkey_mprotect", Errno.ENOSYS)
            .taking(POINTER, SIZE, flags(MemoryNames.PROT), INT)
            .noting("not every CPU has protection keys"),
        refused(330, "pkey_alloc", Errno.ENOSYS)
            .taking(HEX, HEX)
            .noting("not every CPU has protection keys"),
        refused(331, "pkey_free", Errno.ENOSYS)
            .taking(INT)
            .noting("not every CPU has protection keys"),
        refused(440, "process_madvise", Errno.ENOSYS)
            .taking(FD, POINTER, SIZE, flags(MemoryNames.ADVICE), HEX)
            .noting("acts on memory of other processes outside the schedule"),
        refused(447, "memfd_secret", Errno.ENOSYS)
            .taking(HEX)
            .noting("hides memory from the tracer"),
        refused(450, "set_mempolicy_home_node", Errno.ENOSYS)
            .taking(POINTER, SIZE, SIZE, HEX)
            .noting("the virtual machine has one memory node"),
        refused(453, "map_shadow_stack", Errno.ENOSYS)
            .taking(POINTER, SIZE, HEX)
            .noting("not every CPU has shadow stacks"),
        refused(462, "mseal", Errno.ENOSYS)
            .taking(POINTER, SIZE, HEX)
            .noting("newer than the virtual kernel"));
  }

  private MemoryRows() {}
}
