package dev.reprise.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomSourceTest {
  @Test
  void firstNumbersAreThoseOfSplitMix64() {
    RandomSource random = new RandomSource(0);
    assertThat(random.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(random.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
  }

  @Test
  void bytesAreTheNumbersLittleEndian() {
    byte[] expected = {(byte) 0xaf, (byte) 0xcd, 0x1d};
    assertThat(new RandomSource(0).nextBytes(3)).isEqualTo(expected);
  }

  @Test
  void namesMakeDifferentGenerators() {
    assertThat(RandomSource.derive(1, 2).nextLong())
        .isEqualTo(RandomSource.derive(1, 2).nextLong());
    assertThat(RandomSource.derive(1, 3).nextLong())
        .isNotEqualTo(RandomSource.derive(1, 2).nextLong());
    assertThat(RandomSource.derive(2, 2).nextLong())
        .isNotEqualTo(RandomSource.derive(1, 2).nextLong());
  }
}
