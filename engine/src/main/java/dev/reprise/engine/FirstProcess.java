package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.guest.FastPath;
import dev.reprise.guest.SeccompFilter;
import dev.reprise.guest.Tracee;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.console.HostStreams;
import dev.reprise.kernel.syscall.PassWhen;
import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the container's first process the program that the user named.
 *
 * <p>Everything which a process inherits is set here: what is not set would be an input that nobody
 * wrote down.
 */
final class FirstProcess {
  private static final int ADDR_NO_RANDOMIZE = 0x40000;
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_SET_TSC = 26;
  private static final int PR_TSC_SIGSEGV = 2;
  private static final int SCRATCH_BYTES = 1 << 16;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_DIRECTORY = 0x10000;

  /** Where a guest has the code and the memory of the fast path. */
  static final FastPath.Place FAST_PATH =
      new FastPath.Place(
          AddressSpace.FAST_PATH,
          AddressSpace.FAST_CODE,
          AddressSpace.SHARED,
          AddressSpace.HIDDEN_END);

  private final Tracee tracee;
  private final long scratch;

  FirstProcess(Tracee tracee) {
    this.tracee = tracee;
    this.scratch = tracee.require("mmap", Nr.MMAP, 0, SCRATCH_BYTES, 3, 0x22, -1);
  }

  /**
   * Sets what the program inherits; the last step is the filter, after which calls stop.
   *
   * @param allowed the names of refused calls which are let through
   */
  SeccompFilter prepare(Collection<String> allowed) {
    tracee.require("personality", Nr.PERSONALITY, ADDR_NO_RANDOMIZE, 0, 0, 0, 0);
    tracee.require("prctl", Nr.PRCTL, PR_SET_PDEATHSIG, 0, 0, 0, 0);
    tracee.require("prctl", Nr.PRCTL, PR_SET_TSC, PR_TSC_SIGSEGV, 0, 0, 0);
    tracee.require("umask", Nr.UMASK, 0022, 0, 0, 0, 0);
    InheritedLimits.raise(tracee, scratch);
    limit(3, 8L << 20, -1);
    limit(4, 0, 0);
    limit(7, 1024, 4096);
    SeccompFilter filter = filter(allowed);
    filter.install(tracee, scratch);
    return filter;
  }

  /**
   * Gives the process descriptors 0, 1 and 2 of the right number; what they are is decided
   * elsewhere, except for a real file as the input, which it has inherited.
   */
  void prepareStreams(HostStreams streams) {
    long placeholder = tracee.require("epoll_create1", Nr.EPOLL_CREATE1, 0, 0, 0, 0, 0);
    for (int stream = 0; stream < 3; stream++) {
      switch (streams.kind(stream)) {
        case REGULAR_FILE -> {}
        case EMPTY -> dup(open("/dev/null"), stream);
        case PIPE, TERMINAL -> tracee.require("dup3", Nr.DUP3, placeholder, stream, 0, 0, 0);
      }
    }
    tracee.require("close_range", Nr.CLOSE_RANGE, 3, -1, 0, 0, 0);
  }

  private long open(String path) {
    byte[] name = path.getBytes(StandardCharsets.US_ASCII);
    tracee.memory().write(scratch, Arrays.copyOf(name, name.length + 1), 0, name.length + 1);
    return tracee.require(path, Nr.OPEN, scratch, 2, 0, 0, 0);
  }

  private void dup(long from, int to) {
    tracee.require("dup3", Nr.DUP3, from, to, 0, 0, 0);
  }

  /**
   * Sets a limit which the host enforces. The stack's decides where mmap begins; no core file may
   * be left behind; and how many descriptors there are is the guest's to see.
   */
  private void limit(int resource, long soft, long hard) {
    byte[] limits = new byte[16];
    java.nio.ByteBuffer.wrap(limits)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(soft)
        .putLong(hard);
    tracee.memory().write(scratch, limits, 0, limits.length);
    if (tracee.execute(Nr.PRLIMIT64, 0, resource, scratch, 0, 0, 0) == -Errno.EPERM) {
      // The host's hard limit is lower than what we would like: keep the hard limit.
      java.nio.ByteBuffer.wrap(limits).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(8, soft);
      tracee.memory().write(scratch, limits, 0, limits.length);
      tracee.execute(Nr.PRLIMIT64, 0, resource, scratch, 0, 0, 0);
    }
  }

  private static SeccompFilter filter(Collection<String> allowed) {
    SeccompFilter filter = new SeccompFilter();
    for (SyscallRow row : SyscallTable.standard().rows()) {
      if (row.kind() == SyscallClass.PASS) {
        filter.allow(row.nr());
      } else if (row.kind() != SyscallClass.REFUSE_ERRNO) {
        row.passWhen().forEach(conditions -> addCase(filter, row.nr(), conditions));
      } else if (!row.passWhen().isEmpty() && !allowed.contains(row.name())) {
        filter.refuse(row.nr(), row.errno());
      }
    }
    filter.allowMarked(Nr.MMAP).allowMarked(Nr.MUNMAP).allowAt(AddressSpace.GATE);
    FastPath.gates(FAST_PATH).forEach(filter::allowAt);
    return filter;
  }

  private static void addCase(SeccompFilter filter, int nr, PassWhen passWhen) {
    SeccompFilter.Case when = filter.when(nr);
    for (PassWhen.Condition condition : passWhen.conditions()) {
      switch (condition) {
        case PassWhen.OneOf one -> when.oneOf(one.argument(), one.values());
        case PassWhen.AtMost most -> when.atMost(most.argument(), most.limit());
      }
    }
    when.allow();
  }

  /**
   * Executes the program, looked for as a shell does.
   *
   * @return the path under which it was found; whether it could be loaded, the thread knows
   * @throws RepriseException when there is no such program, or it cannot be executed
   */
  String exec(Task task, String program, Command command, Environment environment)
      throws RepriseException {
    GuestThread thread = task.thread();
    return exec(
        (file, argv, envp) -> {
          long result = thread.executeExec(Nr.EXECVE, file, argv, envp, 0, 0, false);
          return thread.isGivenUp() ? 0 : (int) -result;
        },
        program,
        command,
        environment);
  }

  /** Executes the program without a deterministic kernel. */
  void execPlainly(Command command, Environment environment) throws RepriseException {
    exec(
        (file, argv, envp) -> {
          boolean done = tracee.executeExec(Nr.EXECVE, file, argv, envp, 0, 0, false) != null;
          return done ? 0 : (int) -tracee.registers().get(UserRegs.RAX);
        },
        command.program(),
        command,
        environment);
  }

  /** Makes a directory the working directory. */
  void enter(Path directory) {
    byte[] name = ByteText.bytes(ByteText.of(directory));
    tracee.memory().write(scratch, Arrays.copyOf(name, name.length + 1), 0, name.length + 1);
    tracee.require("entering " + directory, Nr.CHDIR, scratch, 0, 0, 0, 0);
  }

  /** The address of 64 KiB of memory, until the program is executed. */
  long scratch() {
    return scratch;
  }

  /** The execve of a mechanism: returns a positive error number, or 0. */
  @FunctionalInterface
  private interface Execve {
    int execute(long file, long argv, long envp);
  }

  private String exec(Execve execve, String program, Command command, Environment environment)
      throws RepriseException {
    List<String> candidates = candidates(program, environment.path());
    int worst = Errno.ENOENT;
    for (String candidate : candidates) {
      List<String> argv = new ArrayList<>(List.of(command.program()));
      argv.addAll(command.arguments());
      int error = tryExec(execve, candidate, argv, environment.strings());
      if (error == 0) {
        return candidate;
      }
      if (error != Errno.ENOENT && error != Errno.ENOTDIR) {
        worst = error;
        if (error != Errno.EACCES) {
          break;
        }
      }
    }
    if (worst == Errno.ENOENT) {
      throw new RepriseException(Kind.NOT_FOUND, program + ": command not found");
    }
    throw new RepriseException(
        Kind.NOT_EXECUTABLE, program + ": cannot be executed: " + reason(candidates, worst));
  }

  private String reason(List<String> candidates, int error) {
    return candidates.size() == 1 && error == Errno.EACCES && isDirectory(candidates.getFirst())
        ? "it is a directory"
        : Errno.text(error);
  }

  private boolean isDirectory(String path) {
    ArgumentBlock block = new ArgumentBlock(scratch, SCRATCH_BYTES);
    long name = block.string(path);
    byte[] bytes = block.toArray();
    tracee.memory().write(scratch, bytes, 0, bytes.length);
    long fd = tracee.execute(Nr.OPEN, name, O_DIRECTORY, 0, 0, 0, 0);
    if (fd >= 0) {
      tracee.execute(Nr.CLOSE, fd, 0, 0, 0, 0, 0);
    }
    return fd >= 0;
  }

  private static List<String> candidates(String program, String path) {
    if (program.contains("/")) {
      return List.of(program);
    }
    List<String> candidates = new ArrayList<>();
    for (String directory : path.split(":", -1)) {
      candidates.add((directory.isEmpty() ? "." : directory) + "/" + program);
    }
    return candidates;
  }

  private int tryExec(Execve execve, String path, List<String> argv, List<String> environment)
      throws RepriseException {
    ProgramHead head = head(path);
    if (head == null) {
      return Errno.ENOENT;
    }
    String machine = head.foreignMachine();
    if (machine != null) {
      throw new RepriseException(
          Kind.NOT_EXECUTABLE,
          path + " is a program for " + machine + ": Reprise runs programs for x86-64");
    }
    int error = execute(execve, path, argv, environment);
    String interpreter = head.interpreter();
    if (error == Errno.ENOENT && interpreter != null) {
      throw new RepriseException(
          Kind.NOT_FOUND, path + ": its interpreter " + interpreter + " cannot be found");
    }
    if (error == Errno.ENOEXEC && head.isText()) {
      // As shells do: a text file without "#!" is a script for sh.
      argv.set(0, path);
      argv.addFirst("sh");
      error = execute(execve, "/bin/sh", argv, environment);
    }
    return error;
  }

  /**
   * The first bytes of a file; none when it cannot be read, which does not bar its execution. Null
   * when there is no such file, which saves trying to execute it in each directory of a PATH.
   */
  private @Nullable ProgramHead head(String path) throws RepriseException {
    ArgumentBlock block = new ArgumentBlock(scratch, SCRATCH_BYTES);
    long name = block.string(path);
    byte[] bytes = block.toArray();
    tracee.memory().write(scratch, bytes, 0, bytes.length);
    long fd = tracee.execute(Nr.OPEN, name, O_NONBLOCK, 0, 0, 0, 0);
    if (fd == -Errno.ENOENT) {
      return null;
    }
    if (fd < 0) {
      return new ProgramHead(new byte[0]);
    }
    int length = (int) tracee.execute(Nr.READ, fd, scratch, ProgramHead.LENGTH, 0, 0, 0);
    tracee.execute(Nr.CLOSE, fd, 0, 0, 0, 0, 0);
    byte[] head = new byte[Math.max(0, length)];
    tracee.memory().read(scratch, head, 0, head.length);
    return new ProgramHead(head);
  }

  private int execute(Execve execve, String path, List<String> argv, List<String> environment) {
    int size =
        ArgumentBlock.sizeOf(List.of(path))
            + ArgumentBlock.sizeOf(argv)
            + ArgumentBlock.sizeOf(environment);
    long memory = tracee.require("mmap", Nr.MMAP, 0, size, 3, 0x22, -1);
    ArgumentBlock block = new ArgumentBlock(memory, size);
    long file = block.string(path);
    long arguments = block.strings(argv);
    long variables = block.strings(environment);
    byte[] bytes = block.toArray();
    tracee.memory().write(memory, bytes, 0, bytes.length);
    int error = execve.execute(file, arguments, variables);
    if (error != 0) {
      tracee.execute(Nr.MUNMAP, memory, size, 0, 0, 0, 0);
    }
    return error;
  }
}
