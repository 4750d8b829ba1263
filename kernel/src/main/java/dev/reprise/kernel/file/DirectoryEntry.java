package dev.reprise.kernel.file;

/**
 * An entry of a directory.
 *
 * @param inode the virtual inode number
 * @param type one of the constants below
 * @param name its bytes as ISO-8859-1
 */
public record DirectoryEntry(long inode, int type, String name) {
  public static final int UNKNOWN = 0;
  public static final int FIFO = 1;
  public static final int CHARACTER_DEVICE = 2;
  public static final int DIRECTORY = 4;
  public static final int REGULAR = 8;
  public static final int LINK = 10;
  public static final int SOCKET = 12;

  /** The type of an entry from the type bits of {@code st_mode}. */
  public static int typeOfMode(int mode) {
    return mode >> 12 & 15;
  }
}
