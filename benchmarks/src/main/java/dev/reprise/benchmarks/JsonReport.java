package dev.reprise.benchmarks;

import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final int FORMAT = 2;

  private JsonReport() {}

  /** Writes one document and leaves the writer open. */
  static void write(
      Writer writer, MachineFacts machine, Settings settings, List<SessionResult> sessions) {
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
      json.writeObjectPropertyStart("tools");
      for (Tool tool : settings.tools()) {
        json.writeStringProperty(tool.label(), String.join(" ", tool.prefix()));
      }
      json.writeEndObject();
      json.writeArrayPropertyStart("sessions");
      sessions.forEach(session -> writeSession(json, session));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeSession(JsonGenerator json, SessionResult session) {
    json.writeStartObject();
    json.writeStringProperty("started", session.started().toString());
    json.writeStringProperty("loadBefore", session.loadBefore());
    json.writeStringProperty("loadAfter", session.loadAfter());
    json.writeObjectPropertyStart("startUp");
    session
        .startUps()
        .samples()
        .forEach(
            (tool, samples) -> {
              json.writeObjectPropertyStart(tool.label());
              writeSamples(json, samples);
              json.writeEndObject();
            });
    json.writeEndObject();
    json.writeArrayPropertyStart("rows");
    session.rows().forEach(result -> writeRow(json, session, result));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, SessionResult session, RowResult result) {
    Row row = result.row();
    json.writeStartObject();
    json.writeStringProperty("name", row.name());
    json.writeStringProperty("description", row.description());
    json.writeBooleanProperty("nativeOnOneCore", row.is(Row.Trait.NATIVE_ON_ONE_CORE));
    row.target().ifPresent(target -> writeTarget(json, target));
    json.writeObjectPropertyStart("tools");
    for (Map.Entry<Tool, Outcome> entry : result.outcomes().entrySet()) {
      json.writeObjectPropertyStart(entry.getKey().label());
      writeOutcome(json, session, result, entry.getKey(), entry.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeTarget(JsonGenerator json, Target target) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("unit", target.unit().name().toLowerCase(Locale.ROOT));
    if (Double.isFinite(target.must())) {
      json.writeNumberProperty("must", target.must());
    }
    json.writeNumberProperty("goal", target.goal());
    json.writeEndObject();
  }

  private static void writeOutcome(
      JsonGenerator json, SessionResult session, RowResult result, Tool tool, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed(String reason) -> json.writeStringProperty("failed", reason);
      case Outcome.Skipped(String reason) -> json.writeStringProperty("skipped", reason);
      case Outcome.Measured(Samples samples) -> {
        result
            .ratio(tool, Tool.NATIVE)
            .ifPresent(ratio -> json.writeNumberProperty("ratioToNative", ratio));
        result
            .netRatio(tool, session.startUps())
            .ifPresent(ratio -> json.writeNumberProperty("netRatioToNative", ratio));
        writeSamples(json, samples);
      }
    }
    if (tool.kind() == Tool.Kind.REPRISE) {
      result
          .verdict(tool, session.startUps())
          .ifPresent(verdict -> json.writeStringProperty("met", verdict.toString()));
    }
  }

  private static void writeSamples(JsonGenerator json, Samples samples) {
    json.writeNumberProperty("medianNanos", Math.round(samples.medianNanos()));
    json.writeNumberProperty("minNanos", samples.minNanos());
    json.writeNumberProperty("maxNanos", samples.maxNanos());
    json.writeArrayPropertyStart("samplesNanos");
    samples.nanos().forEach(json::writeNumber);
    json.writeEndArray();
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
