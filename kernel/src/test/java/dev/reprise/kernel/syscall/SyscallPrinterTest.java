package dev.reprise.kernel.syscall;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected lines are in the form that strace 6.1 writes for the same calls. */
class SyscallPrinterTest {
  private final SyscallTable table = SyscallTable.standard();
  private final SyscallPrinter printer = new SyscallPrinter();
  private final FakeMemory memory = new FakeMemory();

  private String line(String name, long result, long... args) {
    return printer.line(row(name), args, result, memory);
  }

  private SyscallRow row(String name) {
    return requireNonNull(table.byName(name), name);
  }

  @Test
  void opensShowAModeOnlyWhenTheyCreate() {
    long path = memory.text("/etc/passwd");
    assertThat(line("openat", 3, -100, path, 0x80000, 0644))
        .isEqualTo("openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = 3");
    assertThat(line("openat", -17, 0xffffff9cL, path, 0xc2, 0640))
        .isEqualTo(
            "openat(AT_FDCWD, \"/etc/passwd\", O_RDWR|O_CREAT|O_EXCL, 0640)"
                + " = -1 EEXIST (File exists)");
    assertThat(line("open", -2, path, 0x410002, 0600))
        .isEqualTo(
            "open(\"/etc/passwd\", O_RDWR|O_TMPFILE, 0600)"
                + " = -1 ENOENT (No such file or directory)");
  }

  @Test
  void buffersAreQuotedAndCut() {
    long elf = memory.text("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\0\0\0\0\0\0\0\0\0");
    assertThat(line("read", 832, 3, elf, 832))
        .isEqualTo(
            "read(3, \"\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0>\\0\\1"
                + "\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\"..., 832) = 832");
    assertThat(line("write", 9, 1, memory.text("\1\0001a\t\"\\\n\377"), 9))
        .isEqualTo("write(1, \"\\1\\0001a\\t\\\"\\\\\\n\\377\", 9) = 9");
    assertThat(line("read", 0, 3, elf, 832)).isEqualTo("read(3, \"\", 832) = 0");
    assertThat(line("read", -14, 3, 0x10, 5))
        .isEqualTo("read(3, 0x10, 5) = -1 EFAULT (Bad address)");
    assertThat(line("getrandom", 3, memory.text("\210\0\1"), 3, 1))
        .isEqualTo("getrandom(\"\\x88\\x00\\x01\", 3, GRND_NONBLOCK) = 3");
  }

  @Test
  void theEntryEndsBeforeWhatTheCallWrites() {
    long[] args = {-1, memory.ints(0x300, 0), 0, 0};
    assertThat(printer.entry(row("wait4"), args, memory)).isEqualTo("wait4(-1, ");
    assertThat(printer.exit(row("wait4"), args, 6432, memory))
        .isEqualTo("[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 6432");
    assertThat(printer.entry(row("pipe2"), new long[] {1, 0}, memory)).isEqualTo("pipe2(");
    assertThat(printer.unreturned(row("exit_group"), new long[] {0}, memory))
        .isEqualTo("exit_group(0) = ?");
    assertThat(printer.unreturned(row("read"), new long[] {0, 16, 4}, memory))
        .isEqualTo("read(0, 0x10, 4) = ?");
  }

  @Test
  void memoryCalls() {
    assertThat(line("mmap", 0x7f8c32660000L, 0x7f8c32660000L, 8192, 5, 0x812, 9, 0x1000))
        .isEqualTo(
            "mmap(0x7f8c32660000, 8192, PROT_READ|PROT_EXEC, MAP_PRIVATE|MAP_FIXED|MAP_DENYWRITE,"
                + " 9, 0x1000) = 0x7f8c32660000");
    assertThat(line("mmap", 0x7f8c31e42000L, 0, 16384, 3, 0x22, -1, 0))
        .isEqualTo(
            "mmap(NULL, 16384, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)"
                + " = 0x7f8c31e42000");
    assertThat(line("mprotect", 0, 0x7f8c32664000L, 4096, 0))
        .isEqualTo("mprotect(0x7f8c32664000, 4096, PROT_NONE) = 0");
    assertThat(line("brk", 0x5561e2f49000L, 0)).isEqualTo("brk(NULL) = 0x5561e2f49000");
  }

  @Test
  void signalCalls() {
    long action = memory.longs(0x7f8c32ea4720L, 0x1c000004L, 0x7f8c32e5a050L, 0);
    assertThat(line("rt_sigaction", 0, 33, action, 0, 8))
        .isEqualTo(
            "rt_sigaction(SIGRT_1, {sa_handler=0x7f8c32ea4720, sa_mask=[],"
                + " sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_SIGINFO,"
                + " sa_restorer=0x7f8c32e5a050}, NULL, 8) = 0");
    long sets = memory.longs(0x180000000L, ~0L, ~(1L << 32));
    assertThat(line("rt_sigprocmask", 0, 1, sets, 0, 8))
        .isEqualTo("rt_sigprocmask(SIG_UNBLOCK, [RTMIN RT_1], NULL, 8) = 0");
    assertThat(line("rt_sigprocmask", 0, 0, sets + 8, sets + 16, 8))
        .isEqualTo("rt_sigprocmask(SIG_BLOCK, ~[], ~[RT_1], 8) = 0");
    assertThat(line("kill", 0, 6391, 0)).isEqualTo("kill(6391, 0) = 0");
  }

  @Test
  void processCalls() {
    assertThat(line("clone", 6433, 0x1200011, 0, 0, 0x7f8c335d2a10L, 0))
        .isEqualTo(
            "clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD,"
                + " child_tidptr=0x7f8c335d2a10) = 6433");
    long name = memory.text("ls");
    long argv = memory.longs(name, memory.text("-l"), 0, name, 0);
    assertThat(line("execve", 0, name, FakeMemory.BASE, 0)).startsWith("execve(\"ls\", ");
    assertThat(line("execve", 0, name, argv + 24, argv + 24))
        .isEqualTo(
            "execve(\"ls\", [\"ls\"], 0x" + Long.toHexString(argv + 24) + " /* 1 var */) = 0");
    assertThat(line("futex", 1, 0x5561e2f49ec0L, 0x81, 1, 7, 7, 7))
        .isEqualTo("futex(0x5561e2f49ec0, FUTEX_WAKE_PRIVATE, 1) = 1");
    assertThat(line("futex", 0, 0x5561e2f49ec0L, 0x189, 0, 0, 0, 0xffffffffL))
        .isEqualTo(
            "futex(0x5561e2f49ec0, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 0, NULL,"
                + " FUTEX_BITSET_MATCH_ANY) = 0");
  }

  @Test
  void timesLimitsAndIdentity() {
    long time = memory.longs(1673, 21299962);
    assertThat(line("clock_nanosleep", 0, 1, 1, time, 0))
        .isEqualTo(
            "clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, {tv_sec=1673, tv_nsec=21299962},"
                + " NULL) = 0");
    assertThat(line("clock_gettime", 0, 0, time))
        .isEqualTo("clock_gettime(CLOCK_REALTIME, {tv_sec=1673, tv_nsec=21299962}) = 0");
    assertThat(line("prlimit64", 0, 0, 3, 0, memory.longs(8192 * 1024, -1)))
        .isEqualTo(
            "prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0");
    assertThat(line("umask", 022, 022)).isEqualTo("umask(022) = 022");
  }

  @Test
  void filesAndDescriptors() {
    long pipe = memory.ints(3, 4);
    assertThat(line("pipe2", 0, pipe, 0x80000)).isEqualTo("pipe2([3, 4], O_CLOEXEC) = 0");
    assertThat(line("fcntl", 0x800, 3, 3, 99))
        .isEqualTo("fcntl(3, F_GETFL) = 0x800 (flags O_RDONLY|O_NONBLOCK)");
    assertThat(line("fcntl", 0, 3, 2, 1)).isEqualTo("fcntl(3, F_SETFD, FD_CLOEXEC) = 0");
    long polled = memory.ints(3, 0x10001, 5, 4);
    assertThat(line("poll", 1, polled, 2, 100))
        .isEqualTo(
            "poll([{fd=3, events=POLLIN}, {fd=5, events=POLLOUT}], 2, 100)"
                + " = 1 ([{fd=3, revents=POLLIN}])");
    long cwd = memory.text("/tmp");
    assertThat(line("getcwd", 5, cwd, 1024)).isEqualTo("getcwd(\"/tmp\", 1024) = 5");
    assertThat(line("ioctl", -25, 1, 0x5413, pipe))
        .isEqualTo(
            "ioctl(1, TIOCGWINSZ, 0x"
                + Long.toHexString(pipe)
                + ") = -1 ENOTTY (Inappropriate ioctl for device)");
    long buffer = memory.text("abc");
    long vector = memory.longs(buffer, 3, buffer, 1);
    assertThat(line("writev", 4, 1, vector, 2))
        .isEqualTo(
            "writev(1, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"a\", iov_len=1}], 2) = 4");
  }

  @Test
  void statusOfFiles() {
    long path = memory.text("/dev/null");
    long file = memory.longs(0, 0, 0, 0x81a4, 0, 0, 52760, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(line("newfstatat", 0, -100, path, file, 0x1000))
        .isEqualTo(
            "newfstatat(AT_FDCWD, \"/dev/null\", {st_mode=S_IFREG|0644, st_size=52760, ...},"
                + " AT_EMPTY_PATH) = 0");
    long device = memory.longs(0, 0, 0, 0x21b6, 0, 0x103, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(line("stat", 0, path, device))
        .isEqualTo(
            "stat(\"/dev/null\", {st_mode=S_IFCHR|0666, st_rdev=makedev(0x1, 0x3), ...}) = 0");
  }

  @Test
  void waitsAndSleeps() {
    long set = memory.longs(1 << 3);
    assertThat(line("select", 1, 4, set, 0, 0, 0))
        .isEqualTo("select(4, [3], NULL, NULL, NULL) = 1 (in [3])");
    assertThat(line("select", 0, 0, 0, 0, 0, memory.longs(0, 500000)))
        .isEqualTo("select(0, NULL, NULL, NULL, {tv_sec=0, tv_usec=500000}) = 0 (Timeout)");
    long sleep = memory.longs(1, 0, 0, 7);
    assertThat(line("nanosleep", 0, sleep, sleep + 16))
        .isEqualTo("nanosleep({tv_sec=1, tv_nsec=0}, 0x" + Long.toHexString(sleep + 16) + ") = 0");
    assertThat(line("nanosleep", -4, sleep, sleep + 16))
        .isEqualTo(
            "nanosleep({tv_sec=1, tv_nsec=0}, {tv_sec=0, tv_nsec=7})"
                + " = -1 EINTR (Interrupted system call)");
    long event = memory.ints(1, 3, 0);
    assertThat(line("epoll_wait", 1, 5, event, 1023, 100))
        .isEqualTo("epoll_wait(5, [{events=EPOLLIN, data={u32=3, u64=3}}], 1023, 100) = 1");
    long status = memory.ints(0x8b, 0x137f, 9);
    assertThat(line("wait4", 7, -1, status, 1, 0))
        .isEqualTo(
            "wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}],"
                + " WNOHANG, NULL) = 7");
    assertThat(line("wait4", 7, -1, status + 4, 2, 0))
        .isEqualTo("wait4(-1, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], WSTOPPED, NULL) = 7");
  }

  @Test
  void socketCalls() {
    long inet = memory.ints(0x09000002, 0x0100007f, 0, 0);
    assertThat(line("connect", -97, 6, inet, 16))
        .isEqualTo(
            "connect(6, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr(\"127.0.0.1\")},"
                + " 16) = -1 EAFNOSUPPORT (Address family not supported by protocol)");
    long length = memory.ints(2, 1);
    assertThat(line("getsockname", 0, 7, length + 4, length))
        .isEqualTo("getsockname(7, {sa_family=AF_UNIX}, [2]) = 0");
    long text = memory.text("abcd");
    long parts = memory.longs(text, 3, text + 3, 1);
    long message = memory.longs(0, 0, parts, 2, 0, 0, 0);
    assertThat(line("sendmsg", 4, 7, message, 0))
        .isEqualTo(
            "sendmsg(7, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"abc\", iov_len=3},"
                + " {iov_base=\"d\", iov_len=1}], msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0)"
                + " = 4");
    assertThat(line("sendto", 2, 7, text, 2, 0, 0, 0))
        .isEqualTo("sendto(7, \"ab\", 2, 0, NULL, 0) = 2");
  }
}
