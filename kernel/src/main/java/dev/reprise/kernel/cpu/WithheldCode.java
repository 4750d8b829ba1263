package dev.reprise.kernel.cpu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory of an address space whose execution is withheld until its code has been looked at. */
final class WithheldCode {
  /** How often an address space is stopped for its generated code; see {@link GeneratedCode}. */
  private static final int BUDGET = 64;

  /** A range which the guest believes to be executable. */
  static final class Range {
    private final long start;
    private final long end;
    private final boolean writable;
    private boolean runs;

    /** A range which cannot be executed at present. */
    Range(long start, long end, boolean writable) {
      this.start = start;
      this.end = end;
      this.writable = writable;
    }

    private Range part(long from, long to) {
      Range part = new Range(from, to, writable);
      part.runs = runs;
      return part;
    }

    long start() {
      return start;
    }

    long end() {
      return end;
    }

    /** Whether the guest believes it to be writable as well. */
    boolean writable() {
      return writable;
    }

    /** Whether it is executable at present, and for that not writable. */
    boolean runs() {
      return runs;
    }

    void setRuns(boolean value) {
      runs = value;
    }
  }

  private final List<Range> ranges = new ArrayList<>();
  private final ReturnPoints returns;
  private int budget = BUDGET;

  WithheldCode() {
    this(new ReturnPoints());
  }

  private WithheldCode(ReturnPoints returns) {
    this.returns = returns;
  }

  WithheldCode copy() {
    WithheldCode copy = new WithheldCode(returns.copy());
    for (Range range : ranges) {
      copy.ranges.add(range.part(range.start, range.end));
    }
    copy.budget = budget;
    return copy;
  }

  boolean isExhausted() {
    return budget == 0;
  }

  /** Counts a stop. */
  void spend() {
    budget--;
  }

  void add(Range range) {
    ranges.add(range);
  }

  void remove(Range range) {
    ranges.remove(range);
  }

  /** Where functions that run return to. */
  ReturnPoints returns() {
    return returns;
  }

  List<Range> ranges() {
    return ranges;
  }

  /** The range that holds an address, or null. */
  @Nullable Range at(long address) {
    for (Range range : ranges) {
      if (address >= range.start && address < range.end) {
        return range;
      }
    }
    return null;
  }

  /** Forgets what lies in a range that was mapped anew. */
  void forget(long start, long end) {
    for (Range range : List.copyOf(ranges)) {
      if (range.start < end && start < range.end) {
        ranges.remove(range);
        if (range.start < start) {
          ranges.add(range.part(range.start, start));
        }
        if (end < range.end) {
          ranges.add(range.part(end, range.end));
        }
      }
    }
  }
}
