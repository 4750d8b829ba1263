package dev.reprise.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The processor's time stamp counter, which a thread can do without.
 *
 * <p>Guests may not read it. Whether a thread may is in a control register, which the kernel writes
 * when it switches from one that may to one that may not, or back. Virtual machines are left for
 * that: it can take longer than all the rest of a stop. Where the tracer may not read the counter
 * either, there is nothing to write.
 *
 * <p>The JVM reads the counter now and then, and so do the clocks of libc. This raises SIGSEGV in a
 * thread that does without; therefore the signal has a handler of ours, which lets the thread read
 * after all, and leaves all else to the handler that was there. It takes some twenty microseconds,
 * where {@link HostClock} takes a fraction of one.
 */
public final class TimestampCounter {
  private static final int SIGSEGV = 11;
  private static final int PR_SET_TSC = 26;
  private static final int PR_TSC_SIGSEGV = 2;
  private static final int PAGE = 4096;
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  /** The kernel's struct sigaction: handler, flags, restorer and a mask of so many bytes. */
  private static final int ACTION_BYTES = 32;

  private static final int MASK_BYTES = 8;

  /**
   * The handler, as C would call it: {@code (int signal, siginfo_t *info, ucontext_t *context)}.
   * Behind it is the address of the handler that was there before. The context has rdx at 0x88, rax
   * at 0x90, rcx at 0x98 and rip at 0xa8; prctl(2) leaves r8 and r9 alone.
   */
  private static final int[] HANDLER = {
    0x81, 0x7e, 0x08, 0x80, 0, 0, 0, // cmp dword [rsi+8], SI_KERNEL: no access to memory
    0x75, 0x7e, // jne other
    0x4c, 0x8b, 0x8a, 0xa8, 0, 0, 0, // mov r9, [rdx+0xa8]
    0x4c, 0x89, 0xc8, // mov rax, r9
    0x48, 0xc1, 0xe8, 0x2f, // shr rax, 47
    0x75, 0x6e, // jne other: no address of code
    0x41, 0x80, 0x39, 0x0f, // cmp byte [r9], 0x0f
    0x75, 0x68, // jne other
    0x41, 0x80, 0x79, 0x01, 0x31, // cmp byte [r9+1], 0x31: rdtsc
    0x74, 0x09, // je ours
    0x66, 0x41, 0x81, 0x79, 0x01, 0x01, 0xf9, // cmp word [r9+1], 0xf901: rdtscp
    0x75, 0x58, // jne other
    // ours:
    0x49, 0x89, 0xd0, // mov r8, rdx
    0xbe, 1, 0, 0, 0, // mov esi, PR_TSC_ENABLE
    0xbf, 26, 0, 0, 0, // mov edi, PR_SET_TSC
    0xb8, 157, 0, 0, 0, // mov eax, prctl
    0x0f, 0x05, // syscall
    0x41, 0x80, 0x79, 0x01, 0x31, // cmp byte [r9+1], 0x31
    0x74, 0x13, // je plain
    0x0f, 0x01, 0xf9, // rdtscp
    0x49, 0x89, 0x88, 0x98, 0, 0, 0, // mov [r8+0x98], rcx
    0x49, 0xff, 0x80, 0xa8, 0, 0, 0, // inc qword [r8+0xa8]: it is longer by a byte
    0xeb, 0x02, // jmp read
    // plain:
    0x0f, 0x31, // rdtsc
    // read:
    0x49, 0x83, 0x80, 0xa8, 0, 0, 0, 2, // add qword [r8+0xa8], 2
    0x49, 0x89, 0x80, 0x90, 0, 0, 0, // mov [r8+0x90], rax
    0x49, 0x89, 0x90, 0x88, 0, 0, 0, // mov [r8+0x88], rdx
    0xbe, 2, 0, 0, 0, // mov esi, PR_TSC_SIGSEGV
    0xbf, 26, 0, 0, 0, // mov edi, PR_SET_TSC
    0xb8, 157, 0, 0, 0, // mov eax, prctl
    0x0f, 0x05, // syscall
    0xc3, // ret
    // other:
    0xff, 0x25, 0, 0, 0, 0 // jmp [rip]: the address behind this
  };

  private TimestampCounter() {}

  /**
   * Lets the calling thread do without, for as long as it lives. Where the host forbids it,
   * everything works as before, only slower.
   */
  public static synchronized void giveUp() {
    NativeBuffer action = new NativeBuffer(ACTION_BYTES);
    if (Linux.call(Nr.RT_SIGACTION, SIGSEGV, 0, action.address(), MASK_BYTES) != 0) {
      return;
    }
    if (isOurs(action.getLong(0)) || handle(action)) {
      Linux.call(Nr.PRCTL, PR_SET_TSC, PR_TSC_SIGSEGV);
    }
  }

  /** A former run of this JVM may have needed the handler as well. */
  private static boolean isOurs(long handler) {
    if (handler <= PAGE) {
      return false;
    }
    ByteBuffer code = memory(handler, HANDLER.length);
    for (int expected : HANDLER) {
      if (code.get() != (byte) expected) {
        return false;
      }
    }
    return true;
  }

  /** Puts ours before the handler of an action, which so stays as it is otherwise. */
  private static boolean handle(NativeBuffer action) {
    long page = Linux.call(Nr.MMAP, 0, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (page < 0) {
      return false;
    }
    ByteBuffer code = memory(page, PAGE);
    for (int value : HANDLER) {
      code.put((byte) value);
    }
    code.putLong(action.getLong(0));
    action.putLong(0, page);
    return Linux.call(Nr.MPROTECT, page, PAGE, READ_EXECUTE) == 0
        && Linux.call(Nr.RT_SIGACTION, SIGSEGV, action.address(), 0, MASK_BYTES) == 0;
  }

  private static ByteBuffer memory(long address, int length) {
    return MemorySegment.ofAddress(address)
        .reinterpret(length)
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
