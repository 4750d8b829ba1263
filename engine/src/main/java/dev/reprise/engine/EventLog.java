package dev.reprise.engine;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run, event by event, in a compact form whose digest is the run's identity.
 *
 * <p>A record is a sequence of numbers in LEB128, after a first byte which tells its kind: 1 a
 * system call (event, thread, number, as many arguments as the call has, result), 2 anything else
 * (event, thread, length of a name, the name in UTF-8, a number). The last number of a call is the
 * checksum of the data that was moved for it.
 *
 * <p>The digest is SHA-256 of the checksums of the log's blocks, CRC-32 and CRC-32C of each. The
 * JVM has machine code for these even where it compiles in a hurry; SHA-256 of the log itself would
 * take half of the time that a call costs which the guest answers.
 */
final class EventLog implements KernelListener {
  /** First bytes of a log; the last one is the format's version. */
  static final byte[] MAGIC = {'R', 'P', 'R', 'L', 'O', 'G', 0, 1};

  static final int CALL = 1;
  static final int OTHER = 2;

  private static final int FLUSH_BYTES = 1 << 15;

  private final SyscallTable table = SyscallTable.standard();
  private final MessageDigest digest = newDigest();
  private final Checksum[] checksums = {new CRC32(), new CRC32C()};
  private final byte[] sum = new byte[Long.BYTES];
  private final Transfers transfers;
  private final @Nullable OutputStream out;
  private final byte[] buffer = new byte[FLUSH_BYTES + 4096];
  private int used;

  /** A log which is also written to a stream, when there is one. */
  EventLog(Transfers transfers, @Nullable OutputStream out) {
    this.transfers = transfers;
    this.out = out;
    put(MAGIC, MAGIC.length);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Something that the user has opened to the host, which so is an input of the run. */
  void allowed(String name) {
    other(0, 0, "allow " + name, 0);
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    buffer[used++] = CALL;
    number(event);
    number(task.tid());
    number(nr);
    SyscallRow row = table.byNumber(nr);
    int count = row == null ? 6 : row.args().size();
    for (int i = 0; i < count; i++) {
      number(args[i]);
    }
    number(result);
    number(transfers.take());
    flushWhenFull();
  }

  @Override
  public boolean looksAtGuests() {
    return false;
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    other(event, task.tid(), what, detail);
  }

  private void other(long event, int tid, String what, long detail) {
    buffer[used++] = OTHER;
    number(event);
    number(tid);
    byte[] name = what.getBytes(StandardCharsets.UTF_8);
    number(name.length);
    put(name, name.length);
    number(detail);
    flushWhenFull();
  }

  private void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[used++] = (byte) rest;
  }

  private void put(byte[] bytes, int length) {
    System.arraycopy(bytes, 0, buffer, used, length);
    used += length;
  }

  private void flushWhenFull() {
    if (used >= FLUSH_BYTES) {
      flush();
    }
  }

  private void flush() {
    for (Checksum checksum : checksums) {
      checksum.reset();
      checksum.update(buffer, 0, used);
      Bytes.putLong(sum, 0, checksum.getValue());
      digest.update(sum);
    }
    if (out != null) {
      try {
        out.write(buffer, 0, used);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("writing the event log", e);
      }
    }
    used = 0;
  }

  /** The digest of all events so far; the log goes on no further. */
  String digest() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }
}
