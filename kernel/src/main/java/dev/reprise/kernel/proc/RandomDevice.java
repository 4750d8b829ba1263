package dev.reprise.kernel.proc;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.Status;
import dev.reprise.kernel.random.RandomSource;
import dev.reprise.linux.Errno;
import java.util.Arrays;

/**
 * {@code /dev/random} and {@code /dev/urandom}: a generator of its own for each open file, seeded
 * by the thread that opened it.
 */
final class RandomDevice extends OpenFile {
  /** What one read gives at most, lest a huge buffer of the guest become one of ours. */
  private static final int MOST = 1 << 20;

  private static final int RNDGETENTCNT = 0x80045200;
  private static final int ENTROPY_BITS = 256;
  private static final int CHARACTER = 0020666;

  private final String path;
  private final long device;
  private final long inode;
  private final RandomSource random;

  /** Bytes which were shown and not taken yet. */
  private byte[] shown = {};

  RandomDevice(String path, long device, Call opener, int flags) {
    super(flags);
    this.path = path;
    this.device = device;
    this.inode = opener.kernel().files().numberOf(path);
    this.random = new RandomSource(opener.task().random().nextLong());
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    int length = Math.min(into.length(), MOST);
    if (length == 0) {
      return 0;
    }
    int put = into.put(peek(length), length);
    consume(put);
    return put;
  }

  @Override
  public byte[] peek(int limit) {
    int length = Math.min(limit, MOST);
    if (shown.length < length) {
      byte[] more = random.nextBytes(length - shown.length);
      int old = shown.length;
      shown = Arrays.copyOf(shown, length);
      System.arraycopy(more, 0, shown, old, more.length);
    }
    return Arrays.copyOf(shown, length);
  }

  @Override
  public void consume(int length) {
    shown = Arrays.copyOfRange(shown, length, shown.length);
  }

  /** What the guest gives does not change what it gets: that is a function of the seed. */
  @Override
  public long write(Call call, GuestBuffer from, long position) {
    return from.length();
  }

  @Override
  public long seek(Call call) {
    return 0;
  }

  @Override
  public long ioctl(Call call) {
    if (call.intArg(1) != RNDGETENTCNT) {
      return -Errno.EINVAL;
    }
    call.memory().writeInt(call.arg(2), ENTROPY_BITS);
    return 0;
  }

  @Override
  public int mode() {
    return CHARACTER;
  }

  @Override
  public long objectNumber() {
    return inode;
  }

  @Override
  public long device() {
    return Status.DISK;
  }

  @Override
  public long rawDevice() {
    return device;
  }
}
