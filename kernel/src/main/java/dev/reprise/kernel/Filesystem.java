package dev.reprise.kernel;

/** What threads share by CLONE_FS: the working directory and the umask. */
public final class Filesystem {
  private String workingDirectory;
  private int umask;

  /** The state at start. */
  public Filesystem(String workingDirectory, int umask) {
    this.workingDirectory = workingDirectory;
    this.umask = umask;
  }

  /** An absolute path in the guest's view. */
  public String workingDirectory() {
    return workingDirectory;
  }

  public void setWorkingDirectory(String path) {
    workingDirectory = path;
  }

  public int umask() {
    return umask;
  }

  public void setUmask(int mask) {
    umask = mask;
  }

  /** What a child gets which does not share. */
  public Filesystem copy() {
    return new Filesystem(workingDirectory, umask);
  }
}
