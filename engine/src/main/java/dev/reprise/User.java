package dev.reprise;

/**
 * The user that a guest believes to be.
 *
 * @param uid user id, 0 to 65533
 * @param gid group id, 0 to 65533
 */
public record User(int uid, int gid) {

  /** Root, the default: a guest then sees the files of the user who runs it as its own. */
  public static final User ROOT = new User(0, 0);

  /** 65534 is what Linux shows for ids without a mapping, so it cannot be chosen. */
  private static final int LAST_ID = 65533;

  /** Checks the ranges. */
  public User {
    if (uid < 0 || uid > LAST_ID || gid < 0 || gid > LAST_ID) {
      throw new IllegalArgumentException(
          "user and group ids are 0 to " + LAST_ID + ", not " + uid + ":" + gid);
    }
  }

  /**
   * Reads {@code UID[:GID]}; the group is the same number when it is left out.
   *
   * @throws IllegalArgumentException when the text does not have this form
   */
  public static User parse(String text) {
    int colon = text.indexOf(':');
    try {
      int uid = Integer.parseInt(colon < 0 ? text : text.substring(0, colon));
      int gid = colon < 0 ? uid : Integer.parseInt(text.substring(colon + 1));
      return new User(uid, gid);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not UID[:GID], two numbers", e);
    }
  }
}
