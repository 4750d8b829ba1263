package dev.reprise.kernel.identity;

/** The ids which a thread acts under, of users or of groups; credentials(7). */
public final class Ids {
  private int real;
  private int effective;
  private int saved;
  private int filesystem;

  static Ids all(int id) {
    Ids ids = new Ids();
    ids.set(id, id, id);
    return ids;
  }

  Ids copy() {
    Ids copy = new Ids();
    copy.set(real, effective, saved);
    copy.filesystem = filesystem;
    return copy;
  }

  public int real() {
    return real;
  }

  public int effective() {
    return effective;
  }

  public int saved() {
    return saved;
  }

  /** The id by which permissions of files are judged, and which new files get. */
  public int filesystem() {
    return filesystem;
  }

  /** Whether it is one of those which a thread may always take. */
  public boolean has(int id) {
    return id == real || id == effective || id == saved;
  }

  /** Sets three; the one for files follows the effective one. */
  void set(int newReal, int newEffective, int newSaved) {
    real = newReal;
    effective = newEffective;
    saved = newSaved;
    filesystem = newEffective;
  }

  void setFilesystem(int id) {
    filesystem = id;
  }
}
