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
import static dev.reprise.kernel.syscall.Shape.CPU_SET;
import static dev.reprise.kernel.syscall.Shape.ENVIRONMENT;
import static dev.reprise.kernel.syscall.Shape.INT32;
import static dev.reprise.kernel.syscall.Shape.RUSAGE;
import static dev.reprise.kernel.syscall.Shape.SIGINFO;
import static dev.reprise.kernel.syscall.Shape.STRINGS;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.Shape.WAIT_STATUS;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallClass.PASS;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls on processes, threads and their scheduling. */
final class ProcessRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(24, "sched_yield", EMULATE, "a point where the scheduler may switch threads"),
        row(39, "getpid", PASS, "numbers come from a private name space, in the order of creation"),
        row(56, "clone", ORDER, "ids are given in the schedule's order; new name spaces answer EPERM", flags(ProcessNames.CLONE), POINTER, POINTER, POINTER, HEX),
        row(57, "fork", ORDER, "the schedule decides whether parent or child goes on"),
        row(58, "vfork", ORDER, "the parent waits in the scheduler for the child's exec or exit"),
        row(59, "execve", ORDER, "address randomisation is off and the auxiliary vector shows the virtual machine", PATH, in(STRINGS), in(ENVIRONMENT)),
        row(60, "exit", ORDER, "clears the thread id and wakes its waiters in the scheduler's order", INT).returning(ResultType.NONE),
        row(61, "wait4", EMULATE, "waits in the scheduler; children are reported in the order in which they ended", INT, out(WAIT_STATUS), flags(ProcessNames.WAIT), out(RUSAGE)),
        refused(101, "ptrace", Errno.EPERM, "the guest is traced already, and one tracer is the limit", INT, INT, POINTER, HEX),
        row(109, "setpgid", ORDER, "at its place in the schedule", INT, INT),
        row(110, "getppid", EMULATE, "changes to 1 at the parent's end in the schedule"),
        row(111, "getpgrp", ORDER, "another process may set it, so it has a place in the schedule"),
        row(112, "setsid", ORDER, "at its place in the schedule"),
        row(121, "getpgid", ORDER, "at its place in the schedule", INT),
        row(124, "getsid", ORDER, "at its place in the schedule", INT),
        row(135, "personality", EMULATE, "remembered without effect; address randomisation stays off and does not show", flags(ProcessNames.PERSONALITY)).returning(ResultType.HEX),
        row(140, "getpriority", EMULATE, "the value that was set, 0 at the start", flags(ProcessNames.PRIORITY_WHO), INT),
        row(141, "setpriority", EMULATE, "remembered without effect on the schedule", flags(ProcessNames.PRIORITY_WHO), INT, INT),
        row(142, "sched_setparam", EMULATE, "remembered without effect on the schedule", INT, POINTER),
        row(143, "sched_getparam", EMULATE, "the value that was set, 0 at the start", INT, POINTER),
        row(144, "sched_setscheduler", EMULATE, "only policies without privilege; no effect on the schedule", INT, flags(ProcessNames.SCHED), POINTER),
        row(145, "sched_getscheduler", EMULATE, "SCHED_OTHER unless the guest has set another", INT),
        row(146, "sched_get_priority_max", EMULATE, "Linux's constants", flags(ProcessNames.SCHED)),
        row(147, "sched_get_priority_min", EMULATE, "Linux's constants", flags(ProcessNames.SCHED)),
        row(148, "sched_rr_get_interval", EMULATE, "a fixed time slice", INT, out(TIMESPEC)),
        row(157, "prctl", ORDER, "only known options reach the host; counters of time stamps, speculation and seccomp stay ours", flags(ProcessNames.PRCTL), HEX, HEX, HEX, HEX),
        row(158, "arch_prctl", ORDER, "thread pointers do not stop; what depends on the CPU (cpuid, AMX, shadow stacks) answers EINVAL", flags(ProcessNames.ARCH_PRCTL), POINTER).passingWhen(0, 0x1001L, 0x1002L, 0x1003L, 0x1004L),
        row(186, "gettid", PASS, "numbers come from a private name space, in the order of creation"),
        row(203, "sched_setaffinity", EMULATE, "remembered without effect on the schedule", INT, SIZE, in(CPU_SET, 1)),
        row(204, "sched_getaffinity", EMULATE, "the CPUs of the virtual machine, or those that were set", INT, SIZE, out(CPU_SET)),
        row(218, "set_tid_address", EMULATE, "the word is cleared and its waiters woken by our futexes", POINTER),
        refused(219, "restart_syscall", Errno.EINTR, "waits are ours and need no restart by the kernel"),
        row(231, "exit_group", ORDER, "ends all threads at one place in the schedule", INT).returning(ResultType.NONE),
        row(247, "waitid", EMULATE, "as wait4", flags(ProcessNames.ID_TYPE), INT, out(SIGINFO), flags(ProcessNames.WAIT), out(RUSAGE)),
        row(251, "ioprio_set", EMULATE, "remembered without effect", flags(ProcessNames.IOPRIO_WHO), INT, HEX),
        row(252, "ioprio_get", EMULATE, "the value that was set, 0 at the start", flags(ProcessNames.IOPRIO_WHO), INT),
        refused(272, "unshare", Errno.EPERM, "name spaces within the container are not modelled", flags(ProcessNames.CLONE)),
        refused(308, "setns", Errno.EPERM, "name spaces within the container are not modelled", FD, flags(ProcessNames.CLONE)),
        row(309, "getcpu", EMULATE, "always CPU 0 on node 0", out(INT32), out(INT32), POINTER),
        refused(310, "process_vm_readv", Errno.EPERM, "as ptrace: reads another process outside the schedule", INT, POINTER, SIZE, POINTER, SIZE, HEX),
        refused(311, "process_vm_writev", Errno.EPERM, "as ptrace: writes another process outside the schedule", INT, POINTER, SIZE, POINTER, SIZE, HEX),
        refused(312, "kcmp", Errno.ENOSYS, "orders objects by the host's addresses", INT, INT, INT, HEX, HEX),
        row(314, "sched_setattr", EMULATE, "only policies without privilege; no effect on the schedule", INT, POINTER, HEX),
        row(315, "sched_getattr", EMULATE, "SCHED_OTHER unless the guest has set another", INT, POINTER, SIZE, HEX),
        refused(317, "seccomp", Errno.ENOSYS, "a filter of the guest would meet our own calls", flags(ProcessNames.SECCOMP), HEX, POINTER),
        row(322, "execveat", ORDER, "as execve", DIRFD, PATH, in(STRINGS), in(ENVIRONMENT), flags(FileNames.AT)),
        refused(334, "rseq", Errno.ENOSYS, "restarts would follow the host's scheduler; libc does without", POINTER, HEX, HEX, HEX),
        refused(424, "pidfd_send_signal", Errno.ENOSYS, "pidfds are not modelled; programs fall back to numbers", FD, SIGNAL, in(SIGINFO), HEX),
        refused(434, "pidfd_open", Errno.ENOSYS, "pidfds are not modelled; programs fall back to numbers", INT, HEX),
        refused(435, "clone3", Errno.ENOSYS, "libc falls back to clone", in(CLONE_ARGS), SIZE),
        refused(438, "pidfd_getfd", Errno.ENOSYS, "pidfds are not modelled", FD, FD, HEX),
        refused(448, "process_mrelease", Errno.ENOSYS, "pidfds are not modelled", FD, HEX));
  }

  private ProcessRows() {}
}
