package dev.reprise.kernel.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AltStackTest {
  private static final long BASE = 0x10000;
  private static final long SIZE = 0x2000;
  private final AltStack stack = new AltStack(BASE, SIZE, false);

  @Test
  void itsTopBelongsToItAndItsBaseDoesNot() {
    assertThat(stack.contains(BASE + SIZE)).isTrue();
    assertThat(stack.contains(BASE + 1)).isTrue();
    assertThat(stack.contains(BASE)).isFalse();
    assertThat(stack.contains(BASE + SIZE + 1)).isFalse();
  }

  @Test
  void itsFlagsTellWhetherItIsInUse() {
    assertThat(stack.flags(BASE + 8)).isEqualTo(AltStack.ONSTACK);
    assertThat(stack.flags(8)).isZero();
    assertThat(AltStack.NONE.flags(8)).isEqualTo(AltStack.DISABLE);
  }

  @Test
  void aStackThatDisarmsItselfIsNeverInUse() {
    AltStack disarming = new AltStack(BASE, SIZE, true);
    assertThat(disarming.flags(BASE + 8)).isEqualTo(AltStack.AUTODISARM);
  }
}
