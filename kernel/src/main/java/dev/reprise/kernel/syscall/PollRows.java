package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.ArgType.Scalar.DIRFD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.FD;
import static dev.reprise.kernel.syscall.ArgType.Scalar.HEX;
import static dev.reprise.kernel.syscall.ArgType.Scalar.INT;
import static dev.reprise.kernel.syscall.ArgType.Scalar.PATH;
import static dev.reprise.kernel.syscall.ArgType.Scalar.POINTER;
import static dev.reprise.kernel.syscall.ArgType.Scalar.SIZE;
import static dev.reprise.kernel.syscall.ArgType.flags;
import static dev.reprise.kernel.syscall.ArgType.in;
import static dev.reprise.kernel.syscall.ArgType.out;
import static dev.reprise.kernel.syscall.Shape.EPOLL_EVENT;
import static dev.reprise.kernel.syscall.Shape.EPOLL_EVENTS;
import static dev.reprise.kernel.syscall.Shape.FD_SET;
import static dev.reprise.kernel.syscall.Shape.POLLFDS;
import static dev.reprise.kernel.syscall.Shape.SIGSET;
import static dev.reprise.kernel.syscall.Shape.TIMESPEC;
import static dev.reprise.kernel.syscall.Shape.TIMEVAL;
import static dev.reprise.kernel.syscall.SyscallClass.EMULATE;
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import dev.reprise.linux.Errno;
import java.util.List;

/** Calls that wait for descriptors, and the descriptors made to be waited for. */
final class PollRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(7, "poll", ORDER)
            .taking(in(POLLFDS, 1), INT, INT)
            .noting("tried without blocking; waits in the scheduler, for virtual time"),
        row(23, "select", ORDER)
            .taking(INT, in(FD_SET, 0), in(FD_SET, 0), in(FD_SET, 0), in(TIMEVAL))
            .noting("as poll"),
        row(213, "epoll_create", ORDER)
            .taking(INT)
            .noting("ready descriptors come in the order in which they became ready"),
        refused(214, "epoll_ctl_old", Errno.ENOSYS)
            .taking(POINTER, POINTER, POINTER, POINTER)
            .noting("never implemented by Linux"),
        refused(215, "epoll_wait_old", Errno.ENOSYS)
            .taking(POINTER, POINTER, POINTER, POINTER)
            .noting("never implemented by Linux"),
        row(232, "epoll_wait", ORDER)
            .taking(FD, out(EPOLL_EVENTS), INT, INT)
            .noting("tried without blocking; waits in the scheduler, for virtual time"),
        row(233, "epoll_ctl", ORDER)
            .taking(FD, flags(NetworkNames.EPOLL_CTL), FD, in(EPOLL_EVENT))
            .noting("at its place in the schedule"),
        row(253, "inotify_init", EMULATE).noting("tells what guests do to files, in their order"),
        row(254, "inotify_add_watch", EMULATE)
            .taking(FD, PATH, flags(NetworkNames.INOTIFY))
            .noting("watches virtual inodes"),
        row(255, "inotify_rm_watch", EMULATE).taking(FD, INT).noting("tells IN_IGNORED at once"),
        row(270, "pselect6", ORDER)
            .taking(INT, in(FD_SET, 0), in(FD_SET, 0), in(FD_SET, 0), in(TIMESPEC), POINTER)
            .noting("as poll"),
        row(271, "ppoll", ORDER)
            .taking(in(POLLFDS, 1), INT, in(TIMESPEC), in(SIGSET, 4), SIZE)
            .noting("as poll"),
        row(281, "epoll_pwait", ORDER)
            .taking(FD, out(EPOLL_EVENTS), INT, INT, in(SIGSET, 5), SIZE)
            .noting("as epoll_wait"),
        row(284, "eventfd", ORDER).taking(INT).noting("readers and writers wait in the scheduler"),
        row(290, "eventfd2", ORDER)
            .taking(INT, flags(NetworkNames.EVENTFD))
            .noting("readers and writers wait in the scheduler"),
        row(291, "epoll_create1", ORDER)
            .taking(flags(NetworkNames.EPOLL_CREATE))
            .noting("as epoll_create"),
        row(294, "inotify_init1", EMULATE)
            .taking(flags(NetworkNames.INOTIFY_INIT))
            .noting("as inotify_init"),
        refused(300, "fanotify_init", Errno.ENOSYS)
            .taking(HEX, flags(FileNames.OPEN))
            .noting("notifications are not modelled"),
        refused(301, "fanotify_mark", Errno.ENOSYS)
            .taking(FD, HEX, HEX, DIRFD, PATH)
            .noting("notifications are not modelled"),
        row(441, "epoll_pwait2", ORDER)
            .taking(FD, out(EPOLL_EVENTS), INT, in(TIMESPEC), in(SIGSET, 5), SIZE)
            .noting("as epoll_wait"));
  }

  private PollRows() {}
}
