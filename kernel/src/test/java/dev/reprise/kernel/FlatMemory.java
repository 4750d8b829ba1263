package dev.reprise.kernel;

/** Guest memory for tests: one stretch of bytes, which a guest cannot write. */
public final class FlatMemory extends Memory {
  private final long start;
  private final byte[] bytes;

  /** The bytes at an address, as they are when they are read. */
  public FlatMemory(long start, byte[] bytes) {
    this.start = start;
    this.bytes = bytes;
  }

  @Override
  public int tryRead(long address, byte[] into, int offset, int length) {
    long at = address - start;
    if (at < 0 || at >= bytes.length) {
      return 0;
    }
    int readable = (int) Math.min(length, bytes.length - at);
    System.arraycopy(bytes, (int) at, into, offset, readable);
    return readable;
  }

  @Override
  public int peek(long address, byte[] into, int offset, int length) {
    return tryRead(address, into, offset, length);
  }

  @Override
  protected void moved(byte[] moved, int offset, int length) {}

  @Override
  public int tryWrite(long address, byte[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
