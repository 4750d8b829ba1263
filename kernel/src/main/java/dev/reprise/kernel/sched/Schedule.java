package dev.reprise.kernel.sched;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of scheduling decisions, as data that can be written, edited and played back.
 *
 * <p>The file's first line is {@code reprise-schedule 1}; each further line is a thread's id and
 * for how many decisions in a row it was chosen. Lines that begin with # are comments.
 */
public final class Schedule {
  private static final String HEADER = "reprise-schedule 1";

  /**
   * Decisions in a row for one thread.
   *
   * @param tid the thread
   * @param count how many, from 1
   */
  public record Turn(int tid, long count) {}

  private final List<Turn> turns;

  /** A schedule of these turns. */
  public Schedule(List<Turn> turns) {
    this.turns = List.copyOf(turns);
  }

  public List<Turn> turns() {
    return turns;
  }

  /** Writes the schedule to a file. */
  public void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write(HEADER + "\n");
      for (Turn turn : turns) {
        out.write(turn.tid + " " + turn.count + "\n");
      }
    }
  }

  /**
   * Reads a schedule.
   *
   * @throws IOException when the file cannot be read or is no schedule; the message names the line
   */
  public static Schedule read(Path file) throws IOException {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IOException(file + " is not a schedule: its first line is not '" + HEADER + "'");
    }
    List<Turn> turns = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        turns.add(turn(file, i + 1, line));
      }
    }
    return new Schedule(turns);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.US_ASCII);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new IOException(file + " is not a schedule: it is not a text file", e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException("the schedule " + file + " does not exist", e);
    }
  }

  private static Turn turn(Path file, int number, String line) throws IOException {
    String[] words = line.split(" +");
    try {
      Turn turn = new Turn(Integer.parseInt(words[0]), Long.parseLong(words[1]));
      if (words.length == 2 && turn.tid > 0 && turn.count > 0) {
        return turn;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
      throw malformedLine(file, number, line, malformed);
    }
    throw malformedLine(file, number, line, null);
  }

  private static IOException malformedLine(
      Path file, int number, String line, @org.jspecify.annotations.Nullable Exception cause) {
    return new IOException(
        file + ", line " + number + ": '" + line + "' is not a thread and a count", cause);
  }
}
