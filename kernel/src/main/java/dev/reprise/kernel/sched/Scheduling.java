package dev.reprise.kernel.sched;

import java.util.BitSet;

/**
 * A task's scheduling attributes, as it has set them. They have no effect: order is the {@link
 * Scheduler}'s alone, so that a program which asks for a real-time policy runs as any other.
 */
public final class Scheduling {
  private int policy;
  private int priority;
  private boolean resetOnFork;
  private int nice;
  private int ioPriority;
  private BitSet affinity;

  /** The attributes of the first task: an ordinary policy, and all CPUs. */
  public Scheduling(int cpus) {
    affinity = new BitSet();
    affinity.set(0, cpus);
  }

  /** A new task has what its creator has, unless that one has asked for a reset. */
  public void inherit(Scheduling creator) {
    affinity = (BitSet) creator.affinity.clone();
    ioPriority = creator.ioPriority;
    policy = creator.resetOnFork ? 0 : creator.policy;
    priority = creator.resetOnFork ? 0 : creator.priority;
    nice = creator.resetOnFork ? Math.max(creator.nice, 0) : creator.nice;
  }

  /** SCHED_OTHER (0), SCHED_BATCH (3) or SCHED_IDLE (5). */
  public int policy() {
    return policy;
  }

  /** The static priority: 0 for all policies which a guest can have. */
  public int priority() {
    return priority;
  }

  /** Whether children start with the ordinary policy (SCHED_RESET_ON_FORK). */
  public boolean isResetOnFork() {
    return resetOnFork;
  }

  void setPolicy(int newPolicy, int newPriority, boolean reset) {
    policy = newPolicy;
    priority = newPriority;
    resetOnFork = reset;
  }

  /** From -20, the most favourable, to 19. */
  public int nice() {
    return nice;
  }

  void setNice(int newNice) {
    nice = newNice;
  }

  /** The class and level of ioprio_set(2), or 0. */
  int ioPriority() {
    return ioPriority;
  }

  void setIoPriority(int value) {
    ioPriority = value;
  }

  /** The CPUs on which it may run; never empty. */
  public BitSet affinity() {
    return (BitSet) affinity.clone();
  }

  void setAffinity(BitSet cpus) {
    affinity = (BitSet) cpus.clone();
  }

  /** The CPU on which it runs: the first that it may use. */
  public int cpu() {
    return affinity.nextSetBit(0);
  }
}
