package dev.reprise.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Bytes;
import org.junit.jupiter.api.Test;

final class InodesTest {
  private static final int REGULAR = HostStat.S_IFREG | 0644;

  private final Inodes inodes = new Inodes();

  private static HostStat host(long inode, long links) {
    return host(inode, links, REGULAR);
  }

  private static HostStat host(long inode, long links, int mode) {
    byte[] raw = new byte[HostStat.SIZE];
    Bytes.putLong(raw, 0, 1);
    Bytes.putLong(raw, 8, inode);
    Bytes.putLong(raw, 16, links);
    Bytes.putInt(raw, 24, mode);
    return HostStat.parse(raw);
  }

  @Test
  void numbersFollowTheOrderOfFirstSight() {
    long first = inodes.of(host(900, 1)).number();
    assertThat(inodes.of(host(17, 1)).number()).isEqualTo(first + 1);
    assertThat(inodes.of(host(900, 1)).number()).isEqualTo(first);
  }

  @Test
  void aNumberWhichTheHostUsesAgainIsNotTheOldFile() {
    Inode gone = inodes.of(host(900, 1));
    inodes.nameRemoved(host(900, 1));
    assertThat(inodes.of(host(900, 1)).number()).isNotEqualTo(gone.number());
  }

  @Test
  void aFileKeepsItsNumberWhileItHasNames() {
    Inode file = inodes.of(host(900, 2));
    inodes.nameRemoved(host(900, 2));
    assertThat(inodes.of(host(900, 1))).isSameAs(file);
  }

  @Test
  void aFileCopiedToALayerKeepsItsNumber() {
    Inode file = inodes.of(host(900, 1));
    inodes.moved(file, host(5, 1));
    assertThat(inodes.of(host(5, 1))).isSameAs(file);
  }

  @Test
  void aDirectoryKeepsItsNumberWithoutAName() {
    HostStat host = host(900, 2, HostStat.S_IFDIR | 0755);
    Inode directory = inodes.of(host);
    inodes.nameRemoved(host);
    assertThat(inodes.of(host)).isSameAs(directory);
  }
}
