package dev.reprise.kernel.file;

import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.pipe.Fifos;

/** The handlers of calls on names, metadata and directories. */
public final class FileDomain {
  private FileDomain() {}

  /** Registers all of them. */
  public static void register(Kernel kernel, Handlers handlers) {
    Files files = kernel.files();
    files.setFifos(
        (call, inode, dirfd, address, path, flags) ->
            kernel
                .fifos()
                .open(call, new Fifos.Key(Status.DISK, inode), dirfd, address, path, flags));
    new OpenCalls(files).register(handlers);
    new StatCalls(files).register(handlers);
    new DirectoryCalls(files).register(handlers);
    new CreateCalls(files).register(handlers);
    new RemoveCalls(files).register(handlers);
    new LinkCalls(files).register(handlers);
    new AttributeCalls(kernel).register(handlers);
    new TimeCalls(files).register(handlers);
    new XattrCalls(files).register(handlers);
    new StatfsCalls(files).register(handlers);
  }
}
