package dev.reprise.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Borrows files of this very process. */
class BorrowedFilesTest {
  private static final int SIZE = 3 * GuestMemory.CHUNK + 100;
  private static final int FILE_SIZE_IN_STAT = 48;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  @TempDir Path folder;

  private final int pid = (int) ProcessHandle.current().pid();
  private final GuestMemory memory = new GuestMemory(pid, new Buffers(), GuestMemory.NOTHING_NEAR);
  private final BorrowedFiles files = new BorrowedFiles();
  private final NativeBuffer target = new NativeBuffer(SIZE + 100);
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final byte[] content = new byte[SIZE];
  private int fd;

  @BeforeEach
  void open() throws Exception {
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    NativeBuffer name = new NativeBuffer(4096);
    name.putCString(0, file.toString());
    fd = (int) Linux.require("open", Linux.call(Nr.OPEN, name.address()));
    assumeTrue(files.stat(memory, fd, new byte[144]) == 0, "this host has no pidfd_getfd");
  }

  @Test
  void aFileIsLookedAt() {
    byte[] stat = new byte[144];
    assertThat(files.stat(memory, fd, stat)).isZero();
    int size = 0;
    for (int i = 0; i < 4; i++) {
      size |= (stat[FILE_SIZE_IN_STAT + i] & 0xff) << 8 * i;
    }
    assertThat(size).isEqualTo(SIZE);
  }

  @Test
  void aFileIsReadFromItsPosition() {
    assertThat(read(10, -1)).isEqualTo(10);
    assertThat(read(SIZE, -1)).isEqualTo(SIZE - 10);
    byte[] arrived = new byte[SIZE - 10];
    target.get(0, arrived, 0, arrived.length);
    assertThat(arrived).isEqualTo(Arrays.copyOfRange(content, 10, SIZE));
    assertThat(seen.toByteArray()).isEqualTo(content);
    assertThat(read(10, -1)).isZero();
    assertThat(read(10, SIZE - 4)).isEqualTo(4);
  }

  @Test
  void whatDoesNotArriveIsNotRead() {
    assertThat(files.read(memory, fd, 4096, 10, -1, this::see)).isEqualTo(-Errno.EFAULT);
    assertThat(read(10, -1)).isEqualTo(10);
    assertThat(seen.toByteArray()).isEqualTo(Arrays.copyOf(content, 10));
  }

  @Test
  void aPositionIsMoved() {
    assertThat(files.seek(memory, fd, -100, SEEK_END)).isEqualTo(SIZE - 100);
    assertThat(read(SIZE, -1)).isEqualTo(100);
    assertThat(files.seek(memory, fd, -1, SEEK_SET)).isEqualTo(-Errno.EINVAL);
    assertThat(files.seek(memory, fd, 0, SEEK_CUR)).isEqualTo(SIZE);
  }

  @Test
  void aLookAtTheContentLeavesThePosition() {
    byte[] into = new byte[20];
    assertThat(files.peek(memory, fd, into, 10, 5)).isEqualTo(10);
    assertThat(into).isEqualTo(Arrays.copyOf(Arrays.copyOfRange(content, 5, 15), 20));
    assertThat(files.peek(memory, fd, into, 10, SIZE)).isZero();
    assertThat(files.seek(memory, fd, 0, SEEK_CUR)).isZero();
  }

  @Test
  void aDirectoryIsReadToItsEnd() {
    NativeBuffer name = new NativeBuffer(4096);
    name.putCString(0, folder.toString());
    int directory = (int) Linux.require("open", Linux.call(Nr.OPEN, name.address()));
    byte[] into = new byte[4096];
    long length = files.list(memory, directory, into);
    assertThat(length).isPositive();
    String entries = new String(into, 0, (int) length, StandardCharsets.ISO_8859_1);
    assertThat(entries).contains("file\0");
    assertThat(files.list(memory, directory, into)).isZero();
    assertThat(files.list(memory, fd, into)).isEqualTo(-Errno.ENOTDIR);
    Linux.call(Nr.CLOSE, directory);
  }

  @Test
  void whatIsNotOpenIsNotBorrowed() {
    Linux.call(Nr.CLOSE, fd);
    assertThat(files.stat(memory, fd, new byte[144])).isEqualTo(BorrowedFiles.NOT_BORROWED);
    assertThat(read(10, -1)).isEqualTo(BorrowedFiles.NOT_BORROWED);
    assertThat(read(-1, -1)).isEqualTo(BorrowedFiles.NOT_BORROWED);
    assertThat(files.seek(memory, fd, 0, SEEK_SET)).isEqualTo(BorrowedFiles.NOT_BORROWED);
    assertThat(files.peek(memory, fd, new byte[1], 1, 0)).isEqualTo(BorrowedFiles.NOT_BORROWED);
  }

  private long read(long count, long position) {
    return files.read(memory, fd, target.address(), count, position, this::see);
  }

  private void see(byte[] bytes, int length) {
    seen.write(bytes, 0, length);
  }
}
