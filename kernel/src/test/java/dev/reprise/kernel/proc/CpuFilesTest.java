package dev.reprise.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class CpuFilesTest {
  @Test
  void listsAreRanges() {
    assertThat(CpuFiles.list(0, 1)).isEqualTo("0");
    assertThat(CpuFiles.list(2, 5)).isEqualTo("2-4");
    assertThat(CpuFiles.list(BitSet.valueOf(new long[] {0b1011}))).isEqualTo("0-1,3");
  }

  @Test
  void masksHaveTheMachinesDigits() {
    assertThat(CpuFiles.mask(0, 1, 4)).isEqualTo("1\n");
    assertThat(CpuFiles.mask(3, 4, 8)).isEqualTo("08\n");
    assertThat(CpuFiles.mask(32, 33, 33)).isEqualTo("1,00000000\n");
    assertThat(CpuFiles.mask(0, 40, 40)).isEqualTo("ff,ffffffff\n");
  }
}
