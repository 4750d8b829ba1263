package dev.reprise.kernel.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Bytes;
import org.junit.jupiter.api.Test;

class ExtendedStateTest {
  private static final int SOFTWARE_WORDS = 464;
  private static final int HEADER = 512;
  private static final int WITH_AVX = 832;

  private static byte[] host(int size, long features) {
    byte[] state = new byte[size];
    for (int i = 0; i < size; i++) {
      state[i] = (byte) (i * 31);
    }
    Bytes.putLong(state, HEADER, features);
    return state;
  }

  /**
   * A machine with AVX-512, one with protection keys and one with AVX alone show the same frame.
   */
  @Test
  void theFrameIsTheSameOnAllMachines() {
    byte[] plain = ExtendedState.image(host(832, 7));
    assertThat(ExtendedState.image(host(2432, 7))).isEqualTo(plain);
    assertThat(ExtendedState.image(host(2696, 7 | 1L << 9))).isEqualTo(plain);
    assertThat(ExtendedState.image(host(11_008, 3))).isEqualTo(plain);
  }

  @Test
  void theKernelsWordsTellWhereTheStateEnds() {
    byte[] image = ExtendedState.image(host(2696, 7));
    assertThat(Bytes.getInt(image, SOFTWARE_WORDS)).isEqualTo(0x46505853);
    assertThat(Bytes.getLong(image, SOFTWARE_WORDS + 8)).isEqualTo(7);
    assertThat(Bytes.getInt(image, SOFTWARE_WORDS + 16)).isEqualTo(WITH_AVX);
    assertThat(Bytes.getInt(image, WITH_AVX)).isEqualTo(0x46505845);
    assertThat(image).hasSize(WITH_AVX + 4);
  }

  @Test
  void whatAProgramUsesBeyondTheVirtualCpuIsNotLost() {
    byte[] state = host(2696, 7 | 0xe0);
    byte[] image = ExtendedState.image(state);
    assertThat(Bytes.getLong(image, HEADER)).isEqualTo(0xe7);
    assertThat(image[2000]).isEqualTo(state[2000]);
    assertThat(image.length).isLessThanOrEqualTo(ExtendedState.RESERVED);
  }
}
