package dev.reprise.kernel.file;

import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;

/** The handlers of calls on names, metadata and directories. */
public final class FileDomain {
  private FileDomain() {}

  /** Registers all of them. */
  public static void register(Kernel kernel, Handlers handlers) {
    Files files = kernel.files();
    new OpenCalls(files).register(handlers);
    new StatCalls(files).register(handlers);
    new DirectoryCalls(files).register(handlers);
  }
}
