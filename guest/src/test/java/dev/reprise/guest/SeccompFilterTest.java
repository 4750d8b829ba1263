package dev.reprise.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.linux.UserRegs;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeccompFilterTest {
  private static final int GETPID = 39;
  private static final int MMAP = 9;
  private static final int MADVISE = 28;
  private static final int BPF = 321;

  private final SeccompFilter filter =
      new SeccompFilter().allow(GETPID).refuse(BPF, 1).allowAt(0x7000).allowMarked(MMAP);

  private boolean stops(int nr, int argument, long value) {
    return filter.stops(
        nr, register -> register == UserRegs.argument(argument) ? value : 0x77_0000_0077L);
  }

  @Test
  void onlyWhatItNamesRunsWithoutStop() {
    filter.when(MADVISE).oneOf(2, List.of(4L, 8L)).allow();
    assertThat(stops(GETPID, 0, 0)).isFalse();
    assertThat(stops(BPF, 0, 0)).isFalse();
    assertThat(stops(MADVISE, 2, 8)).isFalse();
    assertThat(stops(MADVISE, 2, 9)).isTrue();
    assertThat(stops(MADVISE, 2, 8 | 1L << 32)).isTrue();
    assertThat(stops(MMAP, 0, 0)).isTrue();
    assertThat(stops(0, 0, 0)).isTrue();
    assertThat(filter.stops(1L << 40, register -> 0)).isTrue();
    assertThat(filter.stops(-1, register -> 0)).isTrue();
  }

  @Test
  void limitsHaveNoSign() {
    filter.when(MADVISE).atMost(1, 0x1_0000_0000L).allow();
    assertThat(stops(MADVISE, 1, 0x1_0000_0000L)).isFalse();
    assertThat(stops(MADVISE, 1, 0xffff_ffffL)).isFalse();
    assertThat(stops(MADVISE, 1, 0x1_0000_0001L)).isTrue();
    assertThat(stops(MADVISE, 1, -1)).isTrue();
  }
}
