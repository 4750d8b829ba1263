package dev.reprise;

/**
 * One difference that a run made to the files it saw.
 *
 * @param kind what happened to the file
 * @param path the guest's absolute path
 */
public record Change(Kind kind, String path) {

  /** What happened to a file. */
  public enum Kind {
    /** It is there now and was not before. */
    ADDED,
    /** It was there before, with other content or other metadata. */
    MODIFIED,
    /** It was there before and is no more. */
    REMOVED
  }
}
