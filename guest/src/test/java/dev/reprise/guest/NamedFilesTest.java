package dev.reprise.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at files by the names that this very process has for them. */
class NamedFilesTest {
  private static final int AT_FDCWD = -100;
  private static final int SIZE_IN_STAT = 48;
  private static final int SIZE = 77;
  private static final int LAST_USER = 65_533;

  @TempDir Path folder;

  private final int pid = (int) ProcessHandle.current().pid();
  private final NamedFiles files = new NamedFiles(new BorrowedFiles());
  private final byte[] stat = new byte[144];

  @BeforeEach
  void make() throws Exception {
    Files.write(folder.resolve("file"), new byte[SIZE]);
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
    Files.createSymbolicLink(folder.resolve("near"), Path.of("file"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    assumeTrue(look(AT_FDCWD, folder + "/file", true) == 0, "this host has no openat2");
  }

  @Test
  void anAbsoluteNameIsFollowedAsToldTo() {
    assertThat(look(AT_FDCWD, folder + "/up/link", true)).isZero();
    assertThat(stat[SIZE_IN_STAT]).isEqualTo((byte) SIZE);
    assertThat(look(AT_FDCWD, folder + "/up/link", false)).isZero();
    assertThat(stat[SIZE_IN_STAT]).isEqualTo((byte) (folder + "/file").length());
  }

  @Test
  void whatIsNotThereIsToldApart() {
    assertThat(look(AT_FDCWD, folder + "/absent", true)).isEqualTo(-Errno.ENOENT);
    assertThat(look(AT_FDCWD, folder + "/file/beneath", true)).isEqualTo(-Errno.ENOTDIR);
    assertThat(look(AT_FDCWD, folder + "/file/", true)).isEqualTo(-Errno.ENOTDIR);
    assertThat(look(AT_FDCWD, "", true)).isEqualTo(NamedFiles.NOT_TOLD);
    assertThat(look(AT_FDCWD, "/" + "x".repeat(4096), true)).isEqualTo(NamedFiles.NOT_TOLD);
  }

  @Test
  void aRelativeNameStartsWhereItSays() throws Exception {
    assertThat(look(AT_FDCWD, "pom.xml", true)).isZero();
    assertThat(look(AT_FDCWD, "absent", true)).isEqualTo(-Errno.ENOENT);
    int directory = open(folder);
    assumeTrue(look(directory, "file", true) == 0, "this host has no pidfd_getfd");
    assertThat(stat[SIZE_IN_STAT]).isEqualTo((byte) SIZE);
    assertThat(look(directory, "near", true)).isZero();
    Linux.call(Nr.CLOSE, directory);
    assertThat(look(directory, "file", true)).isEqualTo(NamedFiles.NOT_TOLD);
  }

  /** There the root may be another one than ours. */
  @Test
  void aRelativeNameThatLeavesItsDirectoryIsNotFollowed() throws Exception {
    int directory = open(folder);
    assumeTrue(look(directory, "file", true) == 0, "this host has no pidfd_getfd");
    assertThat(look(directory, "link", true)).isEqualTo(NamedFiles.NOT_TOLD);
    assertThat(look(directory, "up/file", true)).isEqualTo(NamedFiles.NOT_TOLD);
    assertThat(look(directory, "..", true)).isEqualTo(NamedFiles.NOT_TOLD);
    Linux.call(Nr.CLOSE, directory);
  }

  @Test
  void linksAreRead() {
    byte[] target = new byte[4096];
    long length = files.link(pid, pid, AT_FDCWD, folder + "/up/link", target);
    byte[] expected = (folder + "/file").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Arrays.copyOf(target, (int) length)).isEqualTo(expected);
    assertThat(files.link(pid, pid, AT_FDCWD, folder + "/near", new byte[1])).isEqualTo(1);
    assertThat(link("/file")).isEqualTo(-Errno.EINVAL);
    assertThat(link("/")).isEqualTo(-Errno.EINVAL);
    assertThat(link("/absent")).isEqualTo(-Errno.ENOENT);
    assertThat(link("/file/beneath")).isEqualTo(-Errno.ENOTDIR);
  }

  /** A directory without permissions, and one of another user's: root is told as little. */
  @Test
  void whatTheUserIsDeniedIsNotTold() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.write(closed.resolve("file"), new byte[SIZE]);
    if (Linux.call(Nr.GETEUID) == 0) {
      Files.setAttribute(closed, "unix:uid", LAST_USER);
    }
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assertThat(look(AT_FDCWD, closed + "/file", true)).isEqualTo(NamedFiles.NOT_TOLD);
      assertThat(link("/closed/file")).isEqualTo(NamedFiles.NOT_TOLD);
      assertThat(look(AT_FDCWD, closed.toString(), true)).isZero();
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    // What root may do is as it was.
    assertThat(Files.size(closed.resolve("file"))).isEqualTo(SIZE);
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    assertThat(look(AT_FDCWD, "/", true)).isZero();
    final long open = openRoots();
    files.close();
    assertThat(openRoots()).isEqualTo(open - 1);
    assertThat(look(AT_FDCWD, "/", true)).isZero();
    files.forget(pid);
    assertThat(openRoots()).isEqualTo(open - 1);
  }

  /** How many descriptors of this process are open on the root directory. */
  private static long openRoots() throws Exception {
    long roots = 0;
    try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path one : all) {
        roots += isRoot(one) ? 1 : 0;
      }
    }
    return roots;
  }

  private static boolean isRoot(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).equals(Path.of("/"));
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private long look(int dirfd, String path, boolean follow) {
    return files.stat(pid, pid, dirfd, path, follow, stat);
  }

  private long link(String name) {
    return files.link(pid, pid, AT_FDCWD, folder + name, new byte[4096]);
  }

  private static int open(Path path) {
    NativeBuffer name = new NativeBuffer(4096);
    name.putCString(0, path.toString());
    return (int) Linux.require("open", Linux.call(Nr.OPEN, name.address()));
  }
}
