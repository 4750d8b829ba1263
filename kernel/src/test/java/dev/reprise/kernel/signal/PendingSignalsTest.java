package dev.reprise.kernel.signal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingSignalsTest {
  private static final int REAL_TIME = 40;
  private static final long ALL = ~0L;

  private final PendingSignals pending = new PendingSignals();

  private List<Integer> takeAll(long allowed) {
    List<Integer> taken = new ArrayList<>();
    for (SignalInfo info = pending.take(allowed); info != null; info = pending.take(allowed)) {
      taken.add(info.signal());
    }
    return taken;
  }

  @Test
  void theLowestNumberIsNextAndWhatInstructionsRaiseBeforeIt() {
    for (int signal : new int[] {REAL_TIME, Sig.TERM, Sig.HUP, Sig.SEGV}) {
      pending.add(SignalInfo.fromKernel(signal));
    }
    assertThat(takeAll(ALL)).containsExactly(Sig.SEGV, Sig.HUP, Sig.TERM, REAL_TIME);
    assertThat(pending.mask()).isZero();
  }

  @Test
  void realTimeSignalsOfOneNumberComeInTheOrderOfTheirSending() {
    for (int value = 1; value <= 3; value++) {
      pending.add(SignalInfo.ofTimer(REAL_TIME, 0, 0, value));
    }
    for (int value = 1; value <= 3; value++) {
      assertThat(pending.has(REAL_TIME)).isTrue();
      SignalInfo info = requireNonNull(pending.take(ALL));
      assertThat(info.value()).isEqualTo(value);
    }
    assertThat(pending.has(REAL_TIME)).isFalse();
  }

  @Test
  void onlyAllowedSignalsAreTaken() {
    pending.add(SignalInfo.fromKernel(Sig.INT));
    pending.add(SignalInfo.fromKernel(Sig.TERM));
    assertThat(takeAll(Sig.bit(Sig.TERM))).containsExactly(Sig.TERM);
    assertThat(pending.mask()).isEqualTo(Sig.bit(Sig.INT));
  }

  @Test
  void aSentFaultSignalIsNotTakenForAFault() {
    pending.add(SignalInfo.fromUser(Sig.SEGV, SignalInfo.SI_USER, 7, 0));
    assertThat(pending.takeSynchronous(ALL)).isNull();
    pending.add(SignalInfo.ofFault(Sig.SEGV, 1, 0x1234));
    SignalInfo fault = requireNonNull(pending.takeSynchronous(ALL));
    assertThat(fault.address()).isEqualTo(0x1234);
    assertThat(pending.has(Sig.SEGV)).isTrue();
  }

  @Test
  void discardedSignalsAreGone() {
    pending.add(SignalInfo.fromKernel(Sig.TSTP));
    pending.add(SignalInfo.fromKernel(Sig.TERM));
    pending.discard(Sig.STOPPING);
    assertThat(takeAll(ALL)).containsExactly(Sig.TERM);
    assertThat(pending.size()).isZero();
  }
}
