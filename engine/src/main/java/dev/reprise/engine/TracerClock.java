package dev.reprise.engine;

import dev.reprise.linux.HostClock;
import dev.reprise.linux.ReadsHost;
import dev.reprise.linux.TimestampCounter;

/**
 * The clock of a tracer's thread, which is read at each stop; and so it says when there have been
 * many. Then the thread does without the processor's time stamp counter, as its guests do, which
 * makes stops cheaper. The JVM misses the counter, most of all while it still compiles a lot.
 */
@ReadsHost("Where a thread runs, and how fast it stops, has no part in what it does.")
final class TracerClock {
  /** Two for each stop. */
  private static final int MANY_READINGS = 1000;

  private final HostClock clock = new HostClock();
  private int readings;

  /** Nanoseconds since some moment. */
  long nanos() {
    if (readings < MANY_READINGS && ++readings == MANY_READINGS) {
      TimestampCounter.giveUp();
    }
    return clock.nanos();
  }
}
