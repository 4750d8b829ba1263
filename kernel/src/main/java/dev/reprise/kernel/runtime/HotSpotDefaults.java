package dev.reprise.kernel.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Defaults of a HotSpot Java machine that suit a processor on which one thread runs at a time until
 * it makes a call. They are defaults alone: a flag which the user sets has the user's value.
 */
public final class HotSpotDefaults {
  /**
   * A flag's default.
   *
   * @param size of the variable in bytes: 1 for bool, 8 for intx
   * @param usual the default which the library comes with; with another one it is left alone
   * @param ours the default that it is given
   */
  record Default(String name, int size, long usual, long ours) {}

  /**
   * The compiler's threads have no turn while a method computes without a call, or waits in a loop
   * for another thread: it would be interpreted for ever. So whoever asks for a compilation waits
   * for it (as with -Xbatch), and comes back to its loop when that is compiled.
   *
   * <p>A compiler that is waited for is never behind, so it would be asked three times as often as
   * one whose queue makes the machine hesitate, and a short program would spend its time on
   * compiling. Methods are compiled when they have run ten times as often as usual (as with
   * -XX:CompileThresholdScaling=10): which takes the time of a compiler that has a processor of its
   * own, or less.
   *
   * <p>Statistics for tools outside of the run, where nobody can look at them, are most of a Java
   * machine's readings of the clock, and have it wake up twenty times a second.
   */
  static final List<Default> ALL =
      List.of(
          new Default("BackgroundCompilation", 1, 1, 0),
          new Default("Tier3InvocationThreshold", 8, 200, 2_000),
          new Default("Tier3MinInvocationThreshold", 8, 100, 1_000),
          new Default("Tier3CompileThreshold", 8, 2_000, 20_000),
          new Default("Tier3BackEdgeThreshold", 8, 60_000, 600_000),
          new Default("Tier4InvocationThreshold", 8, 5_000, 50_000),
          new Default("Tier4MinInvocationThreshold", 8, 600, 6_000),
          new Default("Tier4CompileThreshold", 8, 15_000, 150_000),
          new Default("Tier4BackEdgeThreshold", 8, 40_000, 400_000),
          new Default("UsePerfData", 1, 1, 0));

  private HotSpotDefaults() {}

  /** The names of the flags. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    ALL.forEach(flag -> names.add(flag.name()));
    return names;
  }
}
