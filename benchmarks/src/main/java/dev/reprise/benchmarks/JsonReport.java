package dev.reprise.benchmarks;

import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The results as JSON for programs, with every sample, so that another summary than the median can
 * be made of them later. All times are nanoseconds of wall time.
 */
final class JsonReport {
  /** Raised when a field changes its meaning or goes away. */
  private static final int FORMAT = 1;

  private JsonReport() {}

  /** Writes one document and leaves the writer open. */
  static void write(
      Writer writer, MachineFacts machine, Settings settings, List<RowResult> results) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(new Indented(), writer)) {
      json.writeStartObject();
      json.writeNumberProperty("format", FORMAT);
      json.writeObjectPropertyStart("machine");
      machine.facts().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeNumberProperty("runs", settings.runs());
      json.writeBooleanProperty("pinned", settings.pinned());
      json.writeArrayPropertyStart("rows");
      results.forEach(result -> writeRow(json, result));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeRow(JsonGenerator json, RowResult result) {
    json.writeStartObject();
    json.writeStringProperty("name", result.row().name());
    json.writeStringProperty("description", result.row().description());
    json.writeObjectPropertyStart("tools");
    result
        .outcomes()
        .forEach(
            (tool, outcome) -> {
              json.writeObjectPropertyStart(tool.label());
              writeOutcome(json, result, tool, outcome);
              json.writeEndObject();
            });
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeOutcome(
      JsonGenerator json, RowResult result, Tool tool, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed(String reason) -> json.writeStringProperty("failed", reason);
      case Outcome.Measured(Samples samples) -> {
        result
            .ratio(tool, Tool.NATIVE)
            .ifPresent(ratio -> json.writeNumberProperty("ratioToNative", ratio));
        json.writeNumberProperty("medianNanos", Math.round(samples.medianNanos()));
        json.writeNumberProperty("minNanos", samples.minNanos());
        json.writeNumberProperty("maxNanos", samples.maxNanos());
        json.writeArrayPropertyStart("samplesNanos");
        samples.nanos().forEach(json::writeNumber);
        json.writeEndArray();
      }
    }
  }

  /** Asks the generator for line breaks: the files are read by people, too. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
