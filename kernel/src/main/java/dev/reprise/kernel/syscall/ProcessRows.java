package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIGNAL;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.CLONE_ARGS;
import static dev.reprise.kernel.syscall.Shape.ENVIRONMENT;
import static dev.reprise.kernel.syscall.Shape.RUSAGE;
import static dev.reprise.kernel.syscall.Shape.SIGINFO;
import static dev.reprise.kernel.syscall.Shape.STRINGS;
import static dev.reprise.kernel.syscall.Shape.WAIT_STATUS;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls on processes and threads. */
final class ProcessRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(39, "getpid", PASS)
            .noting("numbers come from a private name space, in the order of creation"),
        row(56, "clone", ORDER)
            .taking(flags(ProcessNames.CLONE), POINTER, POINTER, POINTER, HEX)
            .noting("ids are given in the schedule's order; new name spaces answer EPERM"),
        row(57, "fork", ORDER).noting("the schedule decides whether parent or child goes on"),
        row(58, "vfork", ORDER)
            .noting("the parent waits in the scheduler for the child's exec or exit"),
        row(59, "execve", ORDER)
            .taking(PATH, in(STRINGS), in(ENVIRONMENT))
            .noting(
                "address randomisation is off and the auxiliary vector shows the virtual machine"),
        row(60, "exit", ORDER)
            .taking(INT)
            .returning(ResultType.NONE)
            .noting("clears the thread id and wakes its waiters in the scheduler's order"),
        row(61, "wait4", EMULATE)
            .taking(INT, out(WAIT_STATUS), flags(ProcessNames.WAIT), out(RUSAGE))
            .noting(
                "waits in the scheduler; children are reported in the order in which they ended"),
        refused(101, "ptrace", Errno.EPERM)
            .taking(INT, INT, POINTER, HEX)
            .noting("the guest is traced already, and one tracer is the limit"),
        row(109, "setpgid", EMULATE).taking(INT, INT).noting("at its place in the schedule"),
        row(110, "getppid", EMULATE).noting("changes to 1 at the parent's end in the schedule"),
        row(111, "getpgrp", EMULATE)
            .noting("another process may set it, so it has a place in the schedule"),
        row(112, "setsid", EMULATE).noting("at its place in the schedule"),
        row(121, "getpgid", EMULATE).taking(INT).noting("at its place in the schedule"),
        row(124, "getsid", EMULATE).taking(INT).noting("at its place in the schedule"),
        row(135, "personality", EMULATE)
            .taking(flags(ProcessNames.PERSONALITY))
            .returning(ResultType.HEX)
            .noting("remembered without effect; address randomisation stays off and does not show"),
        row(157, "prctl", EMULATE)
            .taking(flags(ProcessNames.PRCTL), HEX, HEX, HEX, HEX)
            .noting("harmless options are kept and told; seccomp and time stamp traps stay ours"),
        row(158, "arch_prctl", ORDER)
            .taking(flags(ProcessNames.ARCH_PRCTL), POINTER)
            .passingWhen(0, 0x1001L, 0x1002L, 0x1003L, 0x1004L)
            .noting(
                "thread pointers do not stop; what depends on the CPU (cpuid, AMX) answers EINVAL"),
        row(186, "gettid", PASS)
            .noting("numbers come from a private name space, in the order of creation"),
        row(218, "set_tid_address", EMULATE)
            .taking(POINTER)
            .noting("the word is cleared and its waiters woken by our futexes"),
        refused(219, "restart_syscall", Errno.EINTR)
            .noting("waits are ours and need no restart by the kernel"),
        row(231, "exit_group", ORDER)
            .taking(INT)
            .returning(ResultType.NONE)
            .noting("ends all threads at one place in the schedule"),
        row(247, "waitid", EMULATE)
            .taking(
                flags(ProcessNames.ID_TYPE),
                INT,
                out(SIGINFO),
                flags(ProcessNames.WAIT),
                out(RUSAGE))
            .noting("as wait4"),
        refused(272, "unshare", Errno.EPERM)
            .taking(flags(ProcessNames.CLONE))
            .noting("name spaces within the container are not modelled"),
        refused(308, "setns", Errno.EPERM)
            .taking(FD, flags(ProcessNames.CLONE))
            .noting("name spaces within the container are not modelled"),
        refused(310, "process_vm_readv", Errno.EPERM)
            .taking(INT, POINTER, SIZE, POINTER, SIZE, HEX)
            .noting("as ptrace: reads another process outside the schedule"),
        refused(311, "process_vm_writev", Errno.EPERM)
            .taking(INT, POINTER, SIZE, POINTER, SIZE, HEX)
            .noting("as ptrace: writes another process outside the schedule"),
        refused(312, "kcmp", Errno.ENOSYS)
            .taking(INT, INT, INT, HEX, HEX)
            .noting("orders objects by the host's addresses"),
        refused(317, "seccomp", Errno.ENOSYS)
            .taking(flags(ProcessNames.SECCOMP), HEX, POINTER)
            .noting("a filter of the guest would meet our own calls"),
        row(322, "execveat", ORDER)
            .taking(DIRFD, PATH, in(STRINGS), in(ENVIRONMENT), flags(FileNames.AT))
            .noting("as execve"),
        refused(334, "rseq", Errno.ENOSYS)
            .taking(POINTER, HEX, HEX, HEX)
            .passingWhen()
            .noting(
                "restarts would follow the host's scheduler; libc does without, and asks at each"
                    + " start of a program and a thread: this does not stop"),
        row(424, "pidfd_send_signal", EMULATE)
            .taking(FD, SIGNAL, in(SIGINFO), HEX)
            .noting("as kill"),
        row(434, "pidfd_open", EMULATE)
            .taking(INT, HEX)
            .noting("the descriptor is a placeholder; processes end in the scheduler's order"),
        refused(435, "clone3", Errno.ENOSYS)
            .taking(in(CLONE_ARGS), SIZE)
            .noting("libc falls back to clone"),
        refused(438, "pidfd_getfd", Errno.ENOSYS)
            .taking(FD, FD, HEX)
            .noting("reaches into another process outside the schedule"),
        refused(448, "process_mrelease", Errno.ENOSYS)
            .taking(FD, HEX)
            .noting("memory of exited processes is gone at once"));
  }

  private ProcessRows() {}
}
