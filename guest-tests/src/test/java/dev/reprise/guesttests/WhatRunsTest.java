package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents' tables of what runs are those of the results that are stored beside them. */
class WhatRunsTest {

  @Test
  void theTablesAreThoseOfTheResults() throws Exception {
    Process process =
        new ProcessBuilder(List.of("python3", "../tools/what-runs", "--check"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
