package dev.reprise.kernel;

/**
 * Lets a guest thread answer some calls itself, without the kernel being asked, if the kernel tells
 * it the answers before.
 *
 * <p>It may do so from when it is resumed until its next event. Then the kernel takes the calls
 * which were answered as if it had answered them.
 */
public interface OwnAnswers {
  /** How many calls can be answered in a row. */
  int most();

  /**
   * Says what the thread may answer.
   *
   * @param most how many calls, at most {@link #most()}
   * @param clocks the readings of the clocks, by their ids, at the first call; 0 for a clock which
   *     the thread cannot tell
   * @param results of {@link Foresight#CONSTANT}, in that order; an array which does not change
   */
  void allow(int most, long[] clocks, long[] results);

  /** How many calls the thread has answered; it answers no more. */
  int taken();

  /** The number of a call that was taken, counted from 0. */
  int nr(int call);

  /** The first or the second argument of a call that was taken. */
  long argument(int call, int index);

  /** The thread has written these bytes to its memory itself, as a handler does. */
  void wrote(long address, byte[] bytes);
}
