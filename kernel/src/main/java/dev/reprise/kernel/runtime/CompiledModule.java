package dev.reprise.kernel.runtime;

import dev.reprise.kernel.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled module of Python says of its source in its first bytes (PEP 552): magic number,
 * flags, time and size. CPython takes it for valid when time and size are the source's.
 *
 * @param time when the source was modified, in seconds since 1970, of which 32 bits are kept
 * @param size of the source in bytes, of which 32 bits are kept
 */
public record CompiledModule(int time, int size) {
  /** Bytes of a file's head that {@link #parse} needs. */
  public static final int HEAD_SIZE = 16;

  /** Where the time stands, which has four bytes. */
  public static final int TIME_OFFSET = 8;

  private static final String SUFFIX = ".pyc";
  private static final String FOLDER = "__pycache__/";
  private static final int MAGIC_END_OFFSET = 2;
  private static final int MAGIC_END = '\r' | '\n' << 8;
  private static final int FLAGS_OFFSET = 4;
  private static final int SIZE_OFFSET = 12;
  private static final long SECOND = 1_000_000_000L;

  /** Whether a file's name is that of a compiled module. */
  public static boolean isName(String path) {
    return path.endsWith(SUFFIX);
  }

  /**
   * The path of the source that belongs to a compiled module's (PEP 3147): {@code d/name.py} for
   * {@code d/__pycache__/name.cpython-311.pyc}, and for {@code d/name.pyc} of old.
   */
  public static String sourceOf(String path) {
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    if (("/" + directory).endsWith("/" + FOLDER)) {
      int dot = path.indexOf('.', directory.length());
      String name = path.substring(directory.length(), dot);
      String above = directory.substring(0, directory.length() - FOLDER.length());
      return above.concat(name).concat(".py");
    }
    return path.substring(0, path.length() - 1);
  }

  /** The record in a file's first bytes; null when they have none of a source's time. */
  public static @Nullable CompiledModule parse(byte[] head) {
    return head.length >= HEAD_SIZE
            && Bytes.getShort(head, MAGIC_END_OFFSET) == MAGIC_END
            && Bytes.getInt(head, FLAGS_OFFSET) == 0
        ? new CompiledModule(Bytes.getInt(head, TIME_OFFSET), Bytes.getInt(head, SIZE_OFFSET))
        : null;
  }

  /** A time as compiled modules have it. */
  public static int time(long nanos) {
    return (int) Math.floorDiv(nanos, SECOND);
  }

  /** Whether it was made of a source with this time and size. */
  public boolean isOf(long modifiedNanos, long bytes) {
    return time == time(modifiedNanos) && size == (int) bytes;
  }
}
