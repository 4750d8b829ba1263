package dev.reprise.guest;

import java.util.List;

/**
 * The calls which a thread can answer itself, when it has been told before what the answers will
 * be: those with a constant result, and clock_gettime(2) and gettimeofday(2) of clocks that go on
 * by the same at each call.
 *
 * <p>The area of an address space says how many such calls may be answered until the tracer is
 * asked again, and what with; there each of them is noted, for the tracer to go through them later.
 *
 * @param constant the numbers of the calls with constant results, which have at most two arguments
 * @param nanosOfCall by how many nanoseconds the clocks go on at each call
 */
public record ForeseenCalls(List<Integer> constant, int nanosOfCall) {
  /** How many clocks there can be, counted by their ids. */
  public static final int CLOCKS = 8;

  // Where an area has what is said and noted, in bytes.

  /** Four bytes: how many calls may be answered. */
  static final int MOST = 8;

  /** Four bytes: how many have been. */
  static final int ANSWERED = 12;

  private static final int CLOCK = 16;
  private static final int CONSTANT = CLOCK + CLOCKS * Long.BYTES;

  /** How many calls with constant results there is room for. */
  private static final int CONSTANTS = 12;

  /** Where the notes begin: of each call its number and its first two arguments. */
  static final int NOTES = 0x4000;

  /** Notes have 32 bytes each. */
  static final int NOTE_SHIFT = 5;

  /** The first byte after the notes. */
  static final int NOTES_END = 0x8000;

  /** How many calls can be noted. */
  public static final int MOST_NOTES = NOTES_END - NOTES >> NOTE_SHIFT;

  /** Refuses more calls than there is room for. */
  public ForeseenCalls {
    constant = List.copyOf(constant);
    if (constant.size() > CONSTANTS || constant(CONSTANTS) > StubCode.SLOT_BYTES) {
      throw new IllegalArgumentException(constant.size() + " calls with constant results");
    }
  }

  /** Where the reading of a clock is at the next call; 0 for a clock that cannot be told. */
  static int clock(int id) {
    return CLOCK + id * Long.BYTES;
  }

  /** Where the result of a call is. */
  static int constant(int index) {
    return CONSTANT + index * Long.BYTES;
  }
}
