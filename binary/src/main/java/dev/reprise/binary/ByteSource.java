package dev.reprise.binary;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Where the bytes of an {@link ElfFile} come from. Safe for use by several threads.
 *
 * <p>Parts of the file are copied by plain reads. Mapping the file looks cheaper, but the JVM's
 * first mapping costs some 20 milliseconds at start, and a mapped file which somebody shortens
 * brings down its reader.
 */
interface ByteSource extends Closeable {
  /** Returns how many bytes there are. */
  long size();

  /**
   * Copies bytes.
   *
   * @throws IOException when they cannot all be read
   */
  void read(long offset, byte[] into, int count) throws IOException;

  /** Bytes that are in memory already, from the buffer's position to its limit. */
  static ByteSource of(ByteBuffer image) {
    ByteBuffer bytes = image.slice();
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.limit();
      }

      @Override
      public void read(long offset, byte[] into, int count) throws IOException {
        if (offset < 0 || offset > bytes.limit() - count) {
          throw new EOFException();
        }
        bytes.get((int) offset, into, 0, count);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * The bytes of a file, which stays open until {@link #close} or until nobody refers to it.
   *
   * <p>A channel would serve as well, if it were not closed whenever its reader is interrupted.
   */
  static ByteSource open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    long size = file.length();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long offset, byte[] into, int count) throws IOException {
        synchronized (file) {
          file.seek(offset);
          file.readFully(into, 0, count);
        }
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
