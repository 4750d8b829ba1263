package dev.reprise.kernel.syscall;

/** What becomes of a system call. The order is from the least to the most interference. */
public enum SyscallClass {
  /**
   * Harmless and deterministic by itself: its answer depends on the calling process alone and no
   * other process can see when it ran. The seccomp filter lets it through, so it costs no stop.
   */
  PASS("pass", "passed", "runs on the host kernel without a stop"),

  /**
   * Executed by the host kernel at its place in the schedule; the result is checked or rewritten.
   */
  ORDER(
      "order",
      "ordered",
      "runs on the host kernel at its place in the schedule, checked or rewritten"),

  /** Answered by the deterministic kernel alone; the host kernel never sees the call. */
  EMULATE("emulate", "emulated", "answered by the deterministic kernel alone"),

  /** Answered with one fixed errno, as by a kernel that was built without the feature. */
  REFUSE_ERRNO("errno", "refused", "answered with an error, as by a kernel without the feature"),

  /** Ends the run with the name of the call, because no errno would be an honest answer. */
  REFUSE("refuse", "ending", "ends the run with the name of the call");

  private final String label;
  private final String participle;
  private final String summary;

  SyscallClass(String label, String participle, String summary) {
    this.label = label;
    this.participle = participle;
    this.summary = summary;
  }

  /** The word for this class in tables and on the command line: lower case, no blanks. */
  public String label() {
    return label;
  }

  /** What the calls of this class are: a participle, as a heading of their number. */
  public String participle() {
    return participle;
  }

  /** What the class means, as the end of a sentence that starts with "the call". */
  public String summary() {
    return summary;
  }
}
