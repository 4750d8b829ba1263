package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonReportTest {
  @Test
  void holdsMachineSamplesRatiosAndFailures() {
    List<String> values = scalars(json());

    assertThat(values)
        .containsSubsequence(
            "format=2",
            "cpu=A \"quick\" | one",
            "runs=3",
            "pinned=false",
            "strace=strace -f -o /dev/null",
            "reprise=/reprise run --",
            "started=2025-02-03T04:05:06Z",
            "loadBefore=0.01 0.02 0.03",
            "medianNanos=12000000",
            "name=good",
            "must=1.5",
            "goal=1.0",
            "ratioToNative=1.0",
            "medianNanos=10000000",
            "ratioToNative=4.0",
            "netRatioToNative=3.7",
            "ratioToNative=2.5",
            "netRatioToNative=1.5",
            "medianNanos=25000000",
            "minNanos=20000000",
            "maxNanos=1500000000",
            "met=must",
            "name=not-so-good",
            "nativeOnOneCore=true",
            "failed=exit status 3",
            "met=no",
            "name=absent",
            "skipped=it is not installed");
  }

  private static String json() {
    StringWriter writer = new StringWriter();
    JsonReport.write(
        writer,
        Results.machine(),
        Results.settings(List.of(), Results.TOOLS, 3),
        List.of(Results.session(Results.rows())));
    return writer.toString();
  }

  /** Every property with a value of its own, as name=value, in the order of the document. */
  private static List<String> scalars(String json) {
    List<String> values = new ArrayList<>();
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          values.add(parser.currentName() + "=" + parser.getText());
        }
      }
    }
    return values;
  }
}
