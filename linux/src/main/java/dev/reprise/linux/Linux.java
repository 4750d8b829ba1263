package dev.reprise.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Raw system calls of the x86-64 Linux kernel, without libc's errno and without C.
 *
 * <p>Every distinct {@link FunctionDescriptor} costs milliseconds of start-up, so this class has
 * one shape only, {@code (address, 7 x long) -> long}, and uses it for a thunk of 24 bytes that
 * shuffles C arguments into system call arguments. The page which holds the thunk is obtained
 * through libc's {@code syscall} function, called with the same shape. The thunk returns {@code
 * -errno}, so no capturing of thread-local state is needed.
 *
 * <p>Thread-safe. Blocking calls block the calling platform thread only.
 */
public final class Linux {
  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG));

  private static final int PAGE_SIZE = 4096;

  // mov rax,rdi; mov rdi,rsi; mov rsi,rdx; mov rdx,rcx; mov r10,r8; mov r8,r9; mov r9,[rsp+8];
  // syscall; ret
  private static final byte[] THUNK = {
    0x48, (byte) 0x89, (byte) 0xF8, 0x48, (byte) 0x89, (byte) 0xF7, 0x48, (byte) 0x89, (byte) 0xD6,
    0x48, (byte) 0x89, (byte) 0xCA, 0x4D, (byte) 0x89, (byte) 0xC2, 0x4D, (byte) 0x89, (byte) 0xC8,
    0x4C, (byte) 0x8B, 0x4C, 0x24, 0x08, 0x0F, 0x05, (byte) 0xC3
  };

  private static final MemorySegment SYSCALL = makeThunk();

  private Linux() {}

  private static MemorySegment makeThunk() {
    MemorySegment libc = symbol("syscall");
    long page = invoke(libc, Nr.MMAP, 0, PAGE_SIZE, 3, 0x22, -1, 0);
    MemorySegment code = MemorySegment.ofAddress(page).reinterpret(PAGE_SIZE);
    code.asByteBuffer().put(THUNK);
    long result = invoke(libc, Nr.MPROTECT, page, PAGE_SIZE, 5, 0, 0, 0);
    if (page == -1 || result != 0) {
      throw new IllegalStateException("this host does not let a process make executable memory");
    }
    return code;
  }

  private static MemorySegment symbol(String name) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("libc has no function " + name));
  }

  private static long invoke(
      MemorySegment function, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) CALL.invokeExact(function, a, b, c, d, e, f, g);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Makes one system call.
   *
   * @return the kernel's result: a value, or {@code -errno} in the range -4095 to -1
   */
  public static long call(int nr, long a, long b, long c, long d, long e, long f) {
    return invoke(SYSCALL, nr, a, b, c, d, e, f);
  }

  /** As {@link #call(int, long, long, long, long, long, long)} with the other arguments zero. */
  public static long call(int nr) {
    return invoke(SYSCALL, nr, 0, 0, 0, 0, 0, 0);
  }

  /** As {@link #call(int, long, long, long, long, long, long)} with the other arguments zero. */
  public static long call(int nr, long a) {
    return invoke(SYSCALL, nr, a, 0, 0, 0, 0, 0);
  }

  /** As {@link #call(int, long, long, long, long, long, long)} with the other arguments zero. */
  public static long call(int nr, long a, long b) {
    return invoke(SYSCALL, nr, a, b, 0, 0, 0, 0);
  }

  /** As {@link #call(int, long, long, long, long, long, long)} with the other arguments zero. */
  public static long call(int nr, long a, long b, long c) {
    return invoke(SYSCALL, nr, a, b, c, 0, 0, 0);
  }

  /** As {@link #call(int, long, long, long, long, long, long)} with the other arguments zero. */
  public static long call(int nr, long a, long b, long c, long d) {
    return invoke(SYSCALL, nr, a, b, c, d, 0, 0);
  }

  /** Calls a function of libc by name, for the few things that only libc does right. */
  static long libc(String function, long a, long b, long c, long d, long e, long f) {
    return invoke(symbol(function), a, b, c, d, e, f, 0);
  }

  /** Makes one system call and turns a failure into an exception which names the call. */
  public static long require(String what, long result) {
    if (result < 0 && result >= -4095) {
      throw new LinuxException(what, (int) -result);
    }
    return result;
  }
}
