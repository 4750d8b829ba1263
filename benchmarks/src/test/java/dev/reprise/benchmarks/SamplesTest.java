package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(new Samples(List.of(90L, 10L, 20L)).medianNanos()).isEqualTo(20.0);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(new Samples(List.of(40L, 10L, 1_000L, 21L)).medianNanos()).isEqualTo(30.5);
  }

  @Test
  void ratioIsMedianOverMedianAndIgnoresAnOutlier() {
    Samples base = new Samples(List.of(10L, 10L, 5_000L));
    Samples slow = new Samples(List.of(35L, 1L, 9_000L));
    assertThat(slow.ratioTo(base)).isEqualTo(3.5);
  }

  @Test
  void spreadIsTheShortestAndTheLongest() {
    Samples samples = new Samples(List.of(30L, 10L, 20L));
    assertThat(samples.minNanos()).isEqualTo(10);
    assertThat(samples.maxNanos()).isEqualTo(30);
  }

  @Test
  void noSamplesAreRefused() {
    assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
