package dev.reprise.engine;

import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads an event log, record by record; no guest is needed. */
final class EventLogReader implements Closeable {
  private final SyscallTable table = SyscallTable.standard();
  private final InputStream in;

  /** Opens a log; an {@link IOException} when it is none, or of another version. */
  EventLogReader(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    byte[] magic = in.readNBytes(EventLog.MAGIC.length);
    if (!Arrays.equals(magic, EventLog.MAGIC)) {
      throw new IOException(file + " is not an event log of this version");
    }
  }

  /** The next record, or null at the end. */
  @Nullable EventRecord next() throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return null;
    }
    long event = number();
    int tid = (int) number();
    if (kind == EventLog.OTHER) {
      byte[] name = in.readNBytes((int) number());
      String text = new String(name, StandardCharsets.UTF_8);
      return new EventRecord(event, tid, -1, text, new long[0], number(), 0);
    }
    int nr = (int) number();
    SyscallRow row = table.byNumber(nr);
    long[] args = new long[row == null ? 6 : row.args().size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = number();
    }
    String name = row == null ? "syscall_" + nr : row.name();
    return new EventRecord(event, tid, nr, name, args, number(), number());
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = in.read();
      if (part < 0) {
        throw new EOFException("the event log ends within a record");
      }
      value |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw new IOException("the event log is damaged");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
