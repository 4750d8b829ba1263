package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.ScheduleStrategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "10s,10000000000",
    "10,10000000000",
    "500ms,500000000",
    "1.5s,1500000000",
    "7us,7000",
    "7ns,7",
    "2h,7200000000000",
    "3m,180000000000",
    "1d,86400000000000",
  })
  void readsDurations(String text, long nanos) {
    assertThat(Values.duration(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "10x", "-1s", "1e3", "10 s", "999999999999d", "0x10"})
  void refusesOtherDurations(String text) {
    assertThatThrownBy(() -> Values.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a time span");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4096,4096", "1K,1024", "512M,536870912", "2G,2147483648", "2g,2147483648"})
  void readsSizes(String text, long bytes) {
    assertThat(Values.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "G", "1.5G", "-1", "2GB", "9223372036854775807K", "99999999999999999999"})
  void refusesOtherSizes(String text) {
    assertThatThrownBy(() -> Values.bytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a size");
  }

  @Test
  void readsMomentsInIsoFormAndInSeconds() {
    assertThat(Values.moment("2025-01-01T00:00:00Z")).isEqualTo(Instant.ofEpochSecond(1735689600));
    assertThat(Values.moment("2025-01-01T01:00:00+01:00"))
        .isEqualTo(Instant.ofEpochSecond(1735689600));
    assertThat(Values.moment("1735689600")).isEqualTo(Instant.ofEpochSecond(1735689600));
    assertThat(Values.moment("1.25")).isEqualTo(Instant.ofEpochSecond(1, 250_000_000));
    assertThat(Values.moment("-1")).isEqualTo(Instant.ofEpochSecond(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2025-01-01", "2025-01-01T00:00:00", "1e9", "99999999999999"})
  void refusesOtherMoments(String text) {
    assertThatThrownBy(() -> Values.moment(text)).hasMessageContaining("is not a moment");
  }

  @Test
  void readsSeedsOfAllSixtyFourBits() {
    assertThat(Values.number("-3")).isEqualTo(-3);
    assertThat(Values.number("0xffffffffffffffff")).isEqualTo(-1);
    assertThatThrownBy(() -> Values.number("three")).hasMessageContaining("not a whole number");
  }

  @Test
  void writesConstantsAsWordsWithHyphens() {
    assertThat(Values.words(ScheduleStrategy.class)).containsExactly("round-robin", "random");
    assertThat(Values.word(ScheduleStrategy.class, "round-robin"))
        .isEqualTo(ScheduleStrategy.ROUND_ROBIN);
    assertThatThrownBy(() -> Values.word(ScheduleStrategy.class, "RANDOM"))
        .hasMessage("'RANDOM' is not one of round-robin, random");
  }
}
