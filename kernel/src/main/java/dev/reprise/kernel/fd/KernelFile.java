package dev.reprise.kernel.fd;

/** A file of the container's file system, on which the host kernel executes the guest's calls. */
public final class KernelFile extends OpenFile {
  private final String path;

  /** A real file which was opened under this absolute path. */
  public KernelFile(String path, int flags) {
    super(flags);
    this.path = path;
  }

  @Override
  public String name() {
    return path;
  }
}
