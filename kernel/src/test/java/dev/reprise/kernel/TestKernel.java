package dev.reprise.kernel;

import dev.reprise.kernel.sched.RoundRobin;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kernel for tests, whose one process has a thread that only knows its mappings. */
public final class TestKernel {
  /** What the thread's host says of its mappings: scratch memory, the vDSO, a file and a stack. */
  public static final String MAPPINGS =
      """
      555555554000-555555556000 r--p 00000000 fd:03 4711                       /usr/bin/cat
      555555556000-55555555b000 r-xp 00002000 fd:03 4711                       /usr/bin/cat
      555555560000-555555581000 rw-p 00000000 00:00 0                          [heap]
      7ffff0100000-7ffff0120000 rwxp 00000000 00:00 0\s
      7ffff7fc8000-7ffff7fca000 r-xp 00000000 00:00 0                          [vdso]
      7ffff7000000-7ffff7100000 ---p 00000000 00:00 0\s
      7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]
      """;

  /** A kernel without tasks. */
  public static Kernel create() {
    KernelConfig config =
        new KernelConfig(
            1_735_689_600_000_000_000L,
            7,
            "test",
            3,
            1L << 32,
            0,
            0,
            true,
            List.of(new KernelConfig.Mount("/", true), new KernelConfig.Mount("/tmp", false)),
            false,
            false,
            Long.MAX_VALUE,
            Set.of());
    return new Kernel(config, new RoundRobin(), new Silent(), file -> List.of(), file -> Map.of());
  }

  /** Starts a process with id 2. */
  public static Task start(Kernel kernel) {
    GuestThread thread =
        TestThread.of(
            (method, arguments) ->
                switch (method) {
                  case "hostMappings" -> Mapping.parse(MAPPINGS);
                  case "hostLink" -> null;
                  case "memory" -> new NoMemory();
                  case "execute" -> -2L;
                  default -> throw new UnsupportedOperationException(method);
                });
    Task task = kernel.processes().start(2, thread, "/work");
    task.process().addressSpace().setScratch(AddressSpace.SCRATCH_START);
    return task;
  }

  /** Puts a task into a call. */
  public static void enterCall(Task task, int nr, long... args) {
    System.arraycopy(args, 0, task.args(), 0, args.length);
    task.enterCall(nr);
  }

  private static final class Silent implements KernelListener {
    @Override
    public void completed(long event, Task task, int nr, long[] args, long result) {}

    @Override
    public void happened(long event, Task task, String what, long detail) {}
  }

  /** Takes what is written, and has nothing to read. */
  private static final class NoMemory extends Memory {
    @Override
    public int tryRead(long address, byte[] into, int offset, int length) {
      return 0;
    }

    @Override
    public int tryWrite(long address, byte[] from, int offset, int length) {
      return length;
    }

    @Override
    public int peek(long address, byte[] into, int offset, int length) {
      return 0;
    }

    @Override
    protected void moved(byte[] bytes, int offset, int length) {}
  }

  private TestKernel() {}
}
