package dev.reprise.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobStateTest {
  private static final int SIGSTOP = 19;
  private final JobState job = new JobState();

  @Test
  void aStopIsReportedOnce() {
    job.stopped(SIGSTOP);
    assertThat(job.isStopped()).isTrue();
    assertThat(job.stopSignal()).isEqualTo(SIGSTOP);
    assertThat(job.hasStopToReport()).isTrue();
    job.stopReported();
    assertThat(job.hasStopToReport()).isFalse();
    assertThat(job.isStopped()).isTrue();
  }

  @Test
  void whoGoesOnHasNoStopToReportAnyMore() {
    job.stopped(SIGSTOP);
    job.resumed();
    assertThat(job.isStopped()).isFalse();
    assertThat(job.hasStopToReport()).isFalse();
    assertThat(job.hasContinueToReport()).isTrue();
    job.stopped(SIGSTOP);
    assertThat(job.hasContinueToReport()).isFalse();
  }
}
