package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Handlers;

/** The handlers of calls on System V IPC. */
public final class IpcDomain {
  private IpcDomain() {}

  /** Registers all of them. */
  public static void register(Ipc ipc, Handlers handlers) {
    new SharedMemoryCalls(ipc).register(handlers);
    new SemaphoreCalls(ipc).register(handlers);
    new SemaphoreControl(ipc).register(handlers);
    new MessageQueueCalls(ipc).register(handlers);
    new MessageQueueControl(ipc).register(handlers);
  }
}
