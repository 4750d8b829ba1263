package dev.reprise.kernel.memory;

import dev.reprise.kernel.Call;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * Chooses the addresses of mappings, so that they do not depend on the host's kernel: its own
 * choice differs with its version, with the size of its vDSO and with the file system of a mapped
 * file.
 *
 * <p>Addresses go downwards and are not used again. The host is asked to fail rather than to
 * replace what is there, for a guest may have mapped something at an address of its own choice.
 */
public final class Layout {
  /** Bytes of a page. */
  public static final long PAGE = 4096;

  /** Below whatever the host maps by itself when a program starts. */
  private static final long TOP = 0x7fff_f000_0000L;

  /** Where choosing starts again from the top, far above what programs ask for by address. */
  private static final long BOTTOM = 0x100_0000_0000L;

  private static final long HUGE_PAGE = 0x20_0000;
  private static final int TRIES = 40;
  private static final int PROT_NONE = 0;
  private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022;
  private static final int MAP_FIXED_NOREPLACE = 0x100000;

  private long top = TOP;

  /** A child's memory has the same mappings. */
  public void copyFrom(Layout other) {
    top = other.top;
  }

  /** Maps something at an address; the host's result. */
  @FunctionalInterface
  public interface Attempt {
    long at(long address);
  }

  /** A length in bytes, rounded up to whole pages. */
  public static long pages(long length) {
    return (length + PAGE - 1) & -PAGE;
  }

  /** Lets an attempt be made at the next free address for {@code length} bytes. */
  public long place(long length, Attempt attempt) {
    long size = pages(length);
    if (size <= 0 || size > TOP - BOTTOM) {
      return length == 0 ? -Errno.EINVAL : -Errno.ENOMEM;
    }
    long start = top;
    long skip = 0;
    for (int i = 0; i < TRIES; i++) {
      long address = below(start - skip, size);
      long result = attempt.at(address);
      if (result != -Errno.EEXIST) {
        if (result == address) {
          top = address;
        }
        return result;
      }
      skip = Math.max(size, skip * 2);
      if (start - skip - size < BOTTOM) {
        start = TOP;
        skip = 0;
      }
    }
    return -Errno.ENOMEM;
  }

  private static long below(long end, long size) {
    long from = end - size < BOTTOM ? TOP : end;
    // Whole huge pages are aligned, as new kernels do, so that the host can use huge pages.
    return size % HUGE_PAGE == 0 ? (from - size) & -HUGE_PAGE : from - size;
  }

  /** Reserves a place which another call then replaces; {@code -errno} when there is none. */
  long reserve(Call call, long length) {
    return place(
        length,
        address ->
            call.execute(
                Nr.MMAP,
                address,
                length,
                PROT_NONE,
                MAP_PRIVATE_ANONYMOUS_NORESERVE | MAP_FIXED_NOREPLACE,
                -1,
                0));
  }
}
