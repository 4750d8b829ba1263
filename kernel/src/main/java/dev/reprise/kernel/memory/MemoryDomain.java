package dev.reprise.kernel.memory;

import dev.reprise.kernel.Handlers;

/** The handlers of calls on the address space. */
public final class MemoryDomain {
  private MemoryDomain() {}

  /** Registers all of them. */
  public static void register(Handlers handlers) {
    new MapCalls().register(handlers);
    new AdviceCalls().register(handlers);
    new MemoryFileCalls().register(handlers);
  }
}
