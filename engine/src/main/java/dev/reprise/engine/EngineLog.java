package dev.reprise.engine;

import dev.reprise.LogLevel;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the engine says about its own work, as far as the user wants to know. */
final class EngineLog implements AutoCloseable {
  private final LogLevel level;
  private final Consumer<String> console;
  private final @Nullable Writer file;

  /**
   * A log.
   *
   * @param level the finest level that is written
   * @param path the file to write to, which is replaced; null for the console
   * @throws RepriseException when the file cannot be written
   */
  EngineLog(LogLevel level, @Nullable Path path, Consumer<String> console) throws RepriseException {
    this.level = level;
    this.console = console;
    try {
      file = path == null ? null : Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT, "the log " + path + " cannot be written: " + HostErrors.reason(e), e);
    }
  }

  boolean wants(LogLevel asked) {
    return level.compareTo(asked) >= 0;
  }

  void warn(String text) {
    say(LogLevel.WARN, text);
  }

  void info(String text) {
    say(LogLevel.INFO, text);
  }

  void debug(String text) {
    say(LogLevel.DEBUG, text);
  }

  void trace(String text) {
    say(LogLevel.TRACE, text);
  }

  /** Each line of the text becomes a line of the log, flushed, for the run may be killed. */
  private void say(LogLevel at, String text) {
    if (!wants(at)) {
      return;
    }
    String mark = at.name().toLowerCase(Locale.ROOT) + ": ";
    for (String line : text.split("\n")) {
      if (file == null) {
        console.accept("reprise: " + mark + line);
      } else {
        write(file, mark + line + "\n");
      }
    }
  }

  private static void write(Writer file, String text) {
    try {
      file.write(text);
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing the log", e);
    }
  }

  @Override
  public void close() {
    if (file instanceof BufferedWriter open) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("writing the log", e);
      }
    }
  }
}
