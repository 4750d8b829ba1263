package dev.reprise.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files which the user wants the results in.
 *
 * @param settings of all sessions
 * @param command what the user typed
 * @param json for the samples, or null
 * @param markdown for the tables, or null
 * @param page a page of the documentation which shows them, or null
 */
record Reports(
    Settings settings,
    String command,
    @Nullable Path json,
    @Nullable Path markdown,
    @Nullable Path page) {

  /** Tells of a place where nothing can be written before anything is measured. */
  void requireWritable() throws IOException {
    requireWritable(json);
    requireWritable(markdown);
    if (page != null) {
      DocsPage.replaced(page, "");
      requireWritable(page);
    }
  }

  private static void requireWritable(@Nullable Path file) throws IOException {
    if (file != null) {
      try {
        // Opened without truncation: an interrupted session leaves earlier results alone.
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      } catch (IOException e) {
        throw new IOException("cannot write " + file + ": " + e.getClass().getSimpleName(), e);
      }
    }
  }

  /** Writes what was measured so far in place of what was there. */
  void write(MachineFacts machine, List<SessionResult> sessions) throws IOException {
    if (json != null) {
      try (Writer writer = Files.newBufferedWriter(json, StandardCharsets.UTF_8)) {
        JsonReport.write(writer, machine, settings, sessions);
      }
    }
    String tables = MarkdownReport.render(command, machine, settings, sessions);
    if (markdown != null) {
      Files.writeString(markdown, tables);
    }
    if (page != null) {
      DocsPage.update(page, tables);
    }
  }
}
