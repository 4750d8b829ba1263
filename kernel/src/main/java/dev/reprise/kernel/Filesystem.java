package dev.reprise.kernel;

/** What threads share by CLONE_FS: the root, the working directory and the umask. */
public final class Filesystem {
  private String root = "/";
  private String workingDirectory;
  private int umask;

  /** The state at start. */
  public Filesystem(String workingDirectory, int umask) {
    this.workingDirectory = workingDirectory;
    this.umask = umask;
  }

  /**
   * Where the absolute paths of the process begin: an absolute path without links, in the view of
   * those who have the first root.
   */
  public String root() {
    return root;
  }

  public void setRoot(String path) {
    root = path;
  }

  /** Whether chroot(2) has given it another root. */
  public boolean hasOwnRoot() {
    return !root.equals("/");
  }

  /** An absolute path in the view of those who have the first root. */
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
    Filesystem copy = new Filesystem(workingDirectory, umask);
    copy.root = root;
    return copy;
  }
}
