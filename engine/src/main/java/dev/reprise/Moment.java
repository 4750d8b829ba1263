package dev.reprise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a run, by the one name that it has in logs, stacks, reports and options: {@code
 * 3f2a91c0b7d4@128} is event 128 of the runs whose inputs have a digest which begins so.
 *
 * @param run the first hexadecimal digits of {@link RunResult#run()}; empty for whatever run
 * @param event the number of the event, from 1; 0 is the time before the first
 */
public record Moment(String run, long event) {
  /** How many digits are written. */
  private static final int SHOWN_DIGITS = 12;

  private static final Pattern FORM = Pattern.compile("(?:([0-9a-f]{4,64})@)?([0-9]{1,18})");

  /** Checks the ranges. */
  public Moment {
    if (!run.matches("[0-9a-f]*") || event < 0) {
      throw new IllegalArgumentException("'" + run + "@" + event + "' is not a moment");
    }
  }

  /** An event of whatever run. */
  public static Moment at(long event) {
    return new Moment("", event);
  }

  /**
   * Reads {@code RUN@EVENT} or {@code EVENT}.
   *
   * @throws IllegalArgumentException when the text does not have this form
   */
  public static Moment parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(2)) < 1) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a moment such as 128 or 3f2a91c0b7d4@128; events count from 1");
    }
    String run = matcher.group(1);
    return new Moment(run == null ? "" : run, Long.parseLong(matcher.group(2)));
  }

  /** Whether this is a moment of the run whose inputs have this digest. */
  public boolean isOf(String digest) {
    return digest.startsWith(run);
  }

  @Override
  public String toString() {
    return run.isEmpty()
        ? Long.toString(event)
        : run.substring(0, Math.min(run.length(), SHOWN_DIGITS)) + "@" + event;
  }
}
