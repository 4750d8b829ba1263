package dev.reprise;

/**
 * One difference that a run made to the files it saw.
 *
 * @param kind what happened to the file
 * @param path the guest's absolute path; a byte that is not UTF-8 stands as the lone surrogate
 *     U+DC00 plus its value, as in arguments
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
