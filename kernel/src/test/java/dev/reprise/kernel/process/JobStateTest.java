package dev.reprise.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobStateTest {
  private static final int SIGSTOP = 19;
  private final JobState job = new JobState();

  private void stop() {
    job.stopping(SIGSTOP);
    job.stopped();
  }

  @Test
  void aStopIsReportedOnce() {
    stop();
    assertThat(job.isStopped()).isTrue();
    assertThat(job.stopSignal()).isEqualTo(SIGSTOP);
    assertThat(job.hasStopToReport()).isTrue();
    job.stopReported();
    assertThat(job.hasStopToReport()).isFalse();
    assertThat(job.isStopped()).isTrue();
  }

  @Test
  void whoGoesOnHasNoStopToReportAnyMore() {
    stop();
    job.resumed();
    assertThat(job.isStopped()).isFalse();
    assertThat(job.hasStopToReport()).isFalse();
    assertThat(job.hasContinueToReport()).isTrue();
    stop();
    assertThat(job.hasContinueToReport()).isFalse();
  }

  @Test
  void whoGoesOnBeforeAllThreadsHaveStoppedWasNeverStopped() {
    job.stopping(SIGSTOP);
    assertThat(job.isStopping()).isTrue();
    assertThat(job.isStopped()).isFalse();
    job.resumed();
    assertThat(job.isStopping()).isFalse();
    assertThat(job.hasStopToReport()).isFalse();
    assertThat(job.hasContinueToReport()).isFalse();
  }
}
