package dev.reprise.cli;

import dev.reprise.Change;
import dev.reprise.ExitStatus;
import dev.reprise.Outcome;
import dev.reprise.RepriseException;
import dev.reprise.RunResult;
import dev.reprise.engine.HostErrors;
import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** What is said about a run after its end. */
record Report(RunResult result, Duration wallTime) {

  /** Why the run ended, when it did not end by itself. */
  void printEnd(PrintWriter out) {
    String message = result.message();
    if (message != null) {
      message.lines().forEach(line -> out.println("reprise: " + line));
      out.flush();
    }
  }

  /** One line for each file: A for added, M for modified, R for removed; odd names in quotes. */
  void printChanges(PrintWriter out) {
    for (Change change : result.changes()) {
      out.println(change.kind().name().charAt(0) + " " + ByteText.quoted(change.path()));
    }
    out.flush();
  }

  /** All figures of the run, of which only the last differs from run to run. */
  void printSummary(PrintWriter out) {
    out.println("reprise: outcome      " + outcome());
    out.println("reprise: wait status  " + hex(result.exitStatus()));
    out.println("reprise: events       " + result.events());
    out.println("reprise: run          " + result.run());
    out.println("reprise: digest       " + result.digest());
    out.println("reprise: virtual time " + seconds(result.virtualTime()) + " s");
    out.println("reprise: real time    " + seconds(wallTime) + " s");
    out.flush();
  }

  /** Writes the same as an object, times in nanoseconds. */
  void writeJson(Path file) throws RepriseException {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json =
            // In ASCII, so that a byte of a name that is no text can be written, as \udcff.
            JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      ExitStatus status = result.exitStatus();
      json.writeStartObject()
          .writeStringProperty("outcome", word(result.outcome()))
          .writeNumberProperty("exitCode", ExitCodes.of(result))
          .writeNumberProperty("waitStatus", status.waitStatus());
      if (status.isSignaled()) {
        json.writeNumberProperty("signal", status.signal());
      }
      String message = result.message();
      if (message != null) {
        json.writeStringProperty("message", message);
      }
      json.writeNumberProperty("events", result.events())
          .writeStringProperty("run", result.run())
          .writeStringProperty("digest", result.digest())
          .writeNumberProperty("virtualTimeNanos", result.virtualTime().toNanos())
          .writeNumberProperty("wallTimeNanos", wallTime.toNanos());
      writeChanges(json);
      json.writeEndObject().writeRaw('\n');
    } catch (IOException | JacksonException e) {
      throw new RepriseException(
          RepriseException.Kind.HOST,
          "cannot write the summary to "
              + file
              + ": "
              + (e instanceof IOException io ? HostErrors.reason(io) : e.getMessage()),
          e);
    }
  }

  private void writeChanges(JsonGenerator json) {
    json.writeArrayPropertyStart("changes");
    for (Change change : result.changes()) {
      json.writeStartObject()
          .writeStringProperty("kind", change.kind().name().toLowerCase(Locale.ROOT))
          .writeStringProperty("path", change.path())
          .writeEndObject();
    }
    json.writeEndArray();
  }

  private String outcome() {
    ExitStatus status = result.exitStatus();
    return switch (result.outcome()) {
      case EXITED -> "exited with " + status.exitCode();
      case SIGNALED ->
          "killed by signal " + status.signal() + (status.coreDumped() ? " (core dumped)" : "");
      case DEADLOCK, REFUSED, TIMEOUT, INTERRUPTED, STOPPED -> word(result.outcome());
    };
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String hex(ExitStatus status) {
    return String.format(Locale.ROOT, "0x%04x", status.waitStatus());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%d.%09d", time.toSeconds(), time.toNanosPart());
  }
}
