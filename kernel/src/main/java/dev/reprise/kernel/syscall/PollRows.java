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
import static dev.reprise.kernel.syscall.SyscallClass.ORDER;
import static dev.reprise.kernel.syscall.SyscallRow.refused;
import static dev.reprise.kernel.syscall.SyscallRow.row;

import java.util.List;

/** Calls that wait for descriptors, and the descriptors made to be waited for. */
final class PollRows {

  static List<SyscallRow> rows() {
    return List.of(
        row(7, "poll", ORDER, "tried without blocking; waits in the scheduler, for virtual time", in(POLLFDS, 1), INT, INT),
        row(23, "select", ORDER, "as poll", INT, in(FD_SET, 0), in(FD_SET, 0), in(FD_SET, 0), in(TIMEVAL)),
        row(213, "epoll_create", ORDER, "ready descriptors come in the order in which they became ready", INT),
        refused(214, "epoll_ctl_old", Errno.ENOSYS, "never implemented by Linux", POINTER, POINTER, POINTER, POINTER),
        refused(215, "epoll_wait_old", Errno.ENOSYS, "never implemented by Linux", POINTER, POINTER, POINTER, POINTER),
        row(232, "epoll_wait", ORDER, "tried without blocking; waits in the scheduler, for virtual time", FD, out(EPOLL_EVENTS), INT, INT),
        row(233, "epoll_ctl", ORDER, "at its place in the schedule", FD, flags(NetworkNames.EPOLL_CTL), FD, in(EPOLL_EVENT)),
        refused(253, "inotify_init", Errno.ENOSYS, "notifications are not modelled; programs fall back to polling"),
        refused(254, "inotify_add_watch", Errno.ENOSYS, "notifications are not modelled", FD, PATH, flags(NetworkNames.INOTIFY)),
        refused(255, "inotify_rm_watch", Errno.ENOSYS, "notifications are not modelled", FD, INT),
        row(270, "pselect6", ORDER, "as poll", INT, in(FD_SET, 0), in(FD_SET, 0), in(FD_SET, 0), in(TIMESPEC), POINTER),
        row(271, "ppoll", ORDER, "as poll", in(POLLFDS, 1), INT, in(TIMESPEC), in(SIGSET, 4), SIZE),
        row(281, "epoll_pwait", ORDER, "as epoll_wait", FD, out(EPOLL_EVENTS), INT, INT, in(SIGSET, 5), SIZE),
        row(284, "eventfd", ORDER, "readers and writers wait in the scheduler", INT),
        row(290, "eventfd2", ORDER, "readers and writers wait in the scheduler", INT, flags(NetworkNames.EVENTFD)),
        row(291, "epoll_create1", ORDER, "as epoll_create", flags(NetworkNames.EPOLL_CREATE)),
        refused(294, "inotify_init1", Errno.ENOSYS, "notifications are not modelled; programs fall back to polling", flags(NetworkNames.INOTIFY_INIT)),
        refused(300, "fanotify_init", Errno.ENOSYS, "notifications are not modelled", HEX, flags(FileNames.OPEN)),
        refused(301, "fanotify_mark", Errno.ENOSYS, "notifications are not modelled", FD, HEX, HEX, DIRFD, PATH),
        row(441, "epoll_pwait2", ORDER, "as epoll_wait", FD, out(EPOLL_EVENTS), INT, in(TIMESPEC), in(SIGSET, 5), SIZE));
  }

  private PollRows() {}
}
