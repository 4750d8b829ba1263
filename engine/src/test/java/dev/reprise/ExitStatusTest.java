package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitStatusTest {

  @Test
  void exitCodesHaveEightBits() {
    assertThat(ExitStatus.exited(0x103).exitCode()).isEqualTo(3);
    assertThat(ExitStatus.exited(255).shellCode()).isEqualTo(255);
    assertThat(ExitStatus.exited(1).waitStatus()).isEqualTo(0x100);
    assertThat(ExitStatus.exited(1).isSignaled()).isFalse();
  }

  @Test
  void shellsShowSignalsFrom128() {
    ExitStatus segmentationFault = new ExitStatus(0x8b);
    assertThat(segmentationFault.isSignaled()).isTrue();
    assertThat(segmentationFault.signal()).isEqualTo(11);
    assertThat(segmentationFault.coreDumped()).isTrue();
    assertThat(segmentationFault.exitCode()).isZero();
    assertThat(segmentationFault.shellCode()).isEqualTo(139);
    assertThat(ExitStatus.signaled(9).coreDumped()).isFalse();
  }
}
