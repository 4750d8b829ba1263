package dev.reprise.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A thread without the time stamp counter: what reads it nevertheless, and all other faults. */
class TimestampCounterTest {
  private static final int PR_GET_TSC = 25;
  private static final int ENABLED = 1;
  private static final int FAULTS = 2;

  @Test
  void theJvmsClocksGoOn() throws Exception {
    long before = System.nanoTime();
    long millis = System.currentTimeMillis();
    long[] inside =
        without(() -> new long[] {System.nanoTime(), System.currentTimeMillis(), reading()});
    assertThat(inside[2]).isEqualTo(FAULTS);
    assertThat(inside[0]).isBetween(before, System.nanoTime());
    assertThat(inside[1]).isBetween(millis, System.currentTimeMillis());
  }

  @Test
  void theThreadGoesWithoutAfterEachReading() throws Exception {
    long[] last = {Long.MIN_VALUE};
    long state =
        without(
            () -> {
              for (int i = 0; i < 1000; i++) {
                long now = System.nanoTime();
                assertThat(now).isGreaterThanOrEqualTo(last[0]);
                last[0] = now;
              }
              return reading();
            });
    assertThat(state).isEqualTo(FAULTS);
  }

  @Test
  void otherThreadsKeepIt() throws Exception {
    without(() -> 0);
    assertThat(reading()).isEqualTo(ENABLED);
  }

  @Test
  void otherFaultsAreTheJvms() throws Exception {
    int[][] arrays = {new int[1], null};
    without(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            assertThat(first(arrays, 0)).isZero();
          }
          // Compiled code does not look for null: it faults.
          return assertThatNullPointerException().isThrownBy(() -> first(arrays, 1));
        });
  }

  @Test
  void theHostsClockAgreesWithTheJvms() throws Exception {
    HostClock clock = new HostClock();
    long before = System.nanoTime();
    long now = without(clock::nanos);
    assertThat(now).isBetween(before, System.nanoTime());
  }

  private static int first(int[][] arrays, int index) {
    return arrays[index][0];
  }

  private static int reading() {
    NativeBuffer state = new NativeBuffer(Integer.BYTES);
    Linux.require("prctl", Linux.call(Nr.PRCTL, PR_GET_TSC, state.address()));
    return state.getInt(0);
  }

  private static <T> T without(Callable<T> work) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              TimestampCounter.giveUp();
              return work.call();
            });
    Thread.ofPlatform().start(task);
    return task.get();
  }
}
