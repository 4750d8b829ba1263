package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.Finding.Verdict;
import org.junit.jupiter.api.Test;

class DoctorTest {

  @Test
  void everyFlawComesWithWhatFollowsFromIt() {
    assertThat(Doctor.report().findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.feature()).isNotEmpty();
              assertThat(finding.found()).isNotEmpty();
              if (finding.verdict() != Verdict.OK) {
                assertThat(finding.consequence()).isNotEmpty();
              }
            });
  }

  @Test
  void aHostIsUsableWhenContainersAre() {
    DoctorReport report = Doctor.report();
    Verdict containers =
        report.findings().stream()
            .filter(finding -> finding.feature().contains("namespaces"))
            .map(Finding::verdict)
            .findFirst()
            .orElseThrow();
    assertThat(report.usable()).isEqualTo(containers == Verdict.OK);
  }
}
