package dev.reprise.linux;

/**
 * The privileges by which a thread of root may look into what other users keep to themselves.
 *
 * <p>They are the calling thread's, so one of these is for one thread.
 */
public final class FileRights {
  private static final int VERSION = 0x20080522;

  /** CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH. */
  private static final int OVER_FILES = 1 << 1 | 1 << 2;

  private static final int HEADER_BYTES = 8;

  private final NativeBuffer buffer = new NativeBuffer(HEADER_BYTES + 24);
  private final int effective;

  /** What the calling thread has. */
  public FileRights() {
    buffer.putInt(0, VERSION);
    Linux.require("capget", Linux.call(Nr.CAPGET, buffer.address(), data()));
    effective = buffer.getInt(HEADER_BYTES);
  }

  private long data() {
    return buffer.address() + HEADER_BYTES;
  }

  /** Lays them down, as if the thread were an ordinary user's; does nothing if it is. */
  public void layDown() {
    set(effective & ~OVER_FILES);
  }

  /** Takes them up again. */
  public void takeUp() {
    set(effective);
  }

  private void set(int wanted) {
    if ((effective & OVER_FILES) != 0) {
      buffer.putInt(HEADER_BYTES, wanted);
      Linux.require("capset", Linux.call(Nr.CAPSET, buffer.address(), data()));
    }
  }
}
