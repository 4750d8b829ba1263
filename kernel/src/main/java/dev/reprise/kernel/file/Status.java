package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;

/**
 * What stat(2) and statx(2) tell the guest of a file; times are nanoseconds since 1970.
 *
 * @param links the number of names; 1 for directories, whose real number tells of the file system
 */
public record Status(
    long device,
    long inode,
    int mode,
    long links,
    int owner,
    int group,
    long rawDevice,
    long size,
    long accessed,
    long modified,
    long changed,
    long born) {
  /** The device of all files of the container: the first partition of the first disk. */
  public static final long DISK = 0x801;

  /** The device of {@code /proc}. */
  public static final long PROC = 0x14;

  /** The device of {@code /sys}. */
  public static final long SYS = 0x15;

  private static final int BLOCK = 4096;

  /**
   * What programs are told to read and write at once (st_blksize): each such call is an event. The
   * C library's streams take no more than 8 KiB of it, languages with buffers of their own take
   * all.
   */
  private static final int PREFERRED = 65_536;

  private static final int STATX_BASIC_AND_BIRTH = 0xfff;
  private static final long SECOND = 1_000_000_000L;

  /** Sectors of 512 bytes: whole blocks, as if no file had holes. */
  private long sectors() {
    int type = mode & HostStat.S_IFMT;
    if (type != HostStat.S_IFREG && type != HostStat.S_IFDIR) {
      return 0;
    }
    return device == PROC || device == SYS ? 0 : (size + BLOCK - 1) / BLOCK * (BLOCK / 512);
  }

  /** A struct stat. */
  public byte[] toStat() {
    byte[] out = new byte[144];
    Bytes.putLong(out, 0, device);
    Bytes.putLong(out, 8, inode);
    Bytes.putLong(out, 16, links);
    Bytes.putInt(out, 24, mode);
    Bytes.putInt(out, 28, owner);
    Bytes.putInt(out, 32, group);
    Bytes.putLong(out, 40, rawDevice);
    Bytes.putLong(out, 48, size);
    Bytes.putLong(out, 56, PREFERRED);
    Bytes.putLong(out, 64, sectors());
    putTime(out, 72, accessed);
    putTime(out, 88, modified);
    putTime(out, 104, changed);
    return out;
  }

  /** A struct statx; the same fields are present whatever the host's kernel offers. */
  public byte[] toStatx() {
    byte[] out = new byte[256];
    Bytes.putInt(out, 0, STATX_BASIC_AND_BIRTH);
    Bytes.putInt(out, 4, PREFERRED);
    Bytes.putInt(out, 16, (int) links);
    Bytes.putInt(out, 20, owner);
    Bytes.putInt(out, 24, group);
    Bytes.putShort(out, 28, mode);
    Bytes.putLong(out, 32, inode);
    Bytes.putLong(out, 40, size);
    Bytes.putLong(out, 48, sectors());
    putTime(out, 64, accessed);
    putTime(out, 80, born);
    putTime(out, 96, changed);
    putTime(out, 112, modified);
    putDevice(out, 128, rawDevice);
    putDevice(out, 136, device);
    return out;
  }

  private static void putTime(byte[] out, int offset, long nanos) {
    Bytes.putLong(out, offset, Math.floorDiv(nanos, SECOND));
    Bytes.putLong(out, offset + 8, Math.floorMod(nanos, SECOND));
  }

  private static void putDevice(byte[] out, int offset, long device) {
    Bytes.putInt(out, offset, (int) (device >> 8 & 0xfff));
    Bytes.putInt(out, offset + 4, (int) (device & 0xff | device >> 12 & ~0xff));
  }
}
