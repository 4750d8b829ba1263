package dev.reprise.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

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
  private static final byte[] HANDLER =
      HexFormat.of()
          .parseHex(
              "817e0880000000" // cmp dword [rsi+8], SI_KERNEL: no access to memory
                  + "757e" // jne other
                  + "4c8b8aa8000000" // mov r9, [rdx+0xa8]
                  + "4c89c8" // mov rax, r9
                  + "48c1e82f" // shr rax, 47
                  + "756e" // jne other: no address of code
                  + "4180390f" // cmp byte [r9], 0x0f
                  + "7568" // jne other
                  + "4180790131" // cmp byte [r9+1], 0x31: rdtsc
                  + "7409" // je ours
                  + "664181790101f9" // cmp word [r9+1], 0xf901: rdtscp
                  + "7558" // jne other
                  + "4989d0" // ours: mov r8, rdx
                  + "be01000000" // mov esi, PR_TSC_ENABLE
                  + "bf1a000000" // mov edi, PR_SET_TSC
                  + "b89d000000" // mov eax, prctl
                  + "0f05" // syscall
                  + "4180790131" // cmp byte [r9+1], 0x31
                  + "7413" // je plain
                  + "0f01f9" // rdtscp
                  + "49898898000000" // mov [r8+0x98], rcx
                  + "49ff80a8000000" // inc qword [r8+0xa8]: it is longer by a byte
                  + "eb02" // jmp read
                  + "0f31" // plain: rdtsc
                  + "498380a800000002" // read: add qword [r8+0xa8], 2
                  + "49898090000000" // mov [r8+0x90], rax
                  + "49899088000000" // mov [r8+0x88], rdx
                  + "be02000000" // mov esi, PR_TSC_SIGSEGV
                  + "bf1a000000" // mov edi, PR_SET_TSC
                  + "b89d000000" // mov eax, prctl
                  + "0f05" // syscall
                  + "c3" // ret
                  + "ff2500000000"); // other: jmp [rip]: the address behind this

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
    long handler = action.getLong(0);
    // Below are the numbers which mean that there is no handler, as there is in every JVM.
    if (handler > PAGE && (isOurs(handler) || handle(action))) {
      Linux.call(Nr.PRCTL, PR_SET_TSC, PR_TSC_SIGSEGV);
    }
  }

  /** A former run of this JVM may have needed the handler as well. */
  private static boolean isOurs(long handler) {
    byte[] present = new byte[HANDLER.length];
    memory(handler, HANDLER.length).get(present);
    return Arrays.equals(present, HANDLER);
  }

  /** Puts ours before the handler of an action, which so stays as it is otherwise. */
  private static boolean handle(NativeBuffer action) {
    long page = Linux.call(Nr.MMAP, 0, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (page < 0) {
      return false;
    }
    ByteBuffer code = memory(page, PAGE);
    code.put(HANDLER).putLong(action.getLong(0));
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
