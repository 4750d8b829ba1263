package dev.reprise.kernel.signal;

import dev.reprise.kernel.Bytes;

/**
 * A signal with what its receiver is told of it: the {@code siginfo_t} of x86-64.
 *
 * <p>Made by the factories, one for each layout; never changed afterwards.
 */
public final class SignalInfo {
  /** The bytes of a {@code siginfo_t}. */
  public static final int SIZE = 128;

  public static final int SI_USER = 0;
  public static final int SI_KERNEL = 0x80;
  public static final int SI_QUEUE = -1;
  public static final int SI_TIMER = -2;
  public static final int SI_TKILL = -6;

  private final byte[] bytes;

  private SignalInfo(byte[] bytes) {
    this.bytes = bytes;
  }

  private static SignalInfo of(int signal, int code) {
    byte[] bytes = new byte[SIZE];
    Bytes.putInt(bytes, 0, signal);
    Bytes.putInt(bytes, 8, code);
    return new SignalInfo(bytes);
  }

  /** From a process: kill(2) and tgkill(2), by their codes. */
  public static SignalInfo fromUser(int signal, int code, int pid, int uid) {
    SignalInfo info = of(signal, code);
    Bytes.putInt(info.bytes, 16, pid);
    Bytes.putInt(info.bytes, 20, uid);
    return info;
  }

  /** From the kernel itself, without further words. */
  public static SignalInfo fromKernel(int signal) {
    return of(signal, SI_KERNEL);
  }

  /** Of an instruction that failed at, or because of, an address. */
  public static SignalInfo ofFault(int signal, int code, long address) {
    SignalInfo info = of(signal, code);
    Bytes.putLong(info.bytes, 16, address);
    return info;
  }

  /**
   * Of a child.
   *
   * @param status its exit code or its signal
   * @param ticks its CPU time in hundredths of a second
   */
  public static SignalInfo ofChild(int signal, int code, int pid, int uid, int status, long ticks) {
    SignalInfo info = fromUser(signal, code, pid, uid);
    Bytes.putInt(info.bytes, 24, status);
    Bytes.putLong(info.bytes, 32, ticks);
    return info;
  }

  /** Of a timer of timer_create(2). */
  public static SignalInfo ofTimer(int signal, int timer, int overrun, long value) {
    SignalInfo info = of(signal, SI_TIMER);
    Bytes.putInt(info.bytes, 16, timer);
    Bytes.putInt(info.bytes, 20, overrun);
    Bytes.putLong(info.bytes, 24, value);
    return info;
  }

  /** From the bytes of a guest or of the host; the number is replaced by {@code signal}. */
  public static SignalInfo fromBytes(int signal, byte[] source) {
    byte[] bytes = java.util.Arrays.copyOf(source, SIZE);
    Bytes.putInt(bytes, 0, signal);
    return new SignalInfo(bytes);
  }

  public int signal() {
    return Bytes.getInt(bytes, 0);
  }

  /** Positive when the kernel made it. */
  public int code() {
    return Bytes.getInt(bytes, 8);
  }

  /** The sender of a signal from a process, or the child. */
  public int pid() {
    return Bytes.getInt(bytes, 16);
  }

  public int uid() {
    return Bytes.getInt(bytes, 20);
  }

  /** The status of a child. */
  public int status() {
    return Bytes.getInt(bytes, 24);
  }

  /** The value of a queued signal. */
  public long value() {
    return Bytes.getLong(bytes, 24);
  }

  /** The address of a fault. */
  public long address() {
    return Bytes.getLong(bytes, 16);
  }

  /** A copy of the structure. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "signal " + signal() + ", code " + code();
  }
}
