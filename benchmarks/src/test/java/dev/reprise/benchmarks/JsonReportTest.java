package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
            "format=1",
            "cpu=A \"quick\" one",
            "runs=3",
            "pinned=false",
            "name=good",
            "ratioToNative=1.0",
            "medianNanos=10000000",
            "ratioToNative=4.0",
            "ratioToNative=2.0",
            "medianNanos=20000000",
            "minNanos=10000000",
            "maxNanos=1500000000",
            "name=not-so-good",
            "failed=exit status 3");
  }

  private static String json() {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", "A \"quick\" one");
    StringWriter writer = new StringWriter();
    JsonReport.write(
        writer,
        new MachineFacts(facts),
        Results.settings(List.of(), List.of(Tool.values()), 3, Path.of("reprise")),
        Results.goodAndBad());
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
