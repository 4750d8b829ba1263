package dev.reprise;

/** Who runs next when several guest threads could. */
public enum ScheduleStrategy {
  /** Fair turns in a fixed order. */
  ROUND_ROBIN,
  /** Drawn at every decision from a generator seeded with {@link RunConfig#schedSeed()}. */
  RANDOM
}
