package dev.reprise.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code /proc/PID/maps}, as the host writes it. The host's numbers of device and file
 * are for comparing only and must not be shown to a guest.
 *
 * @param start the first address
 * @param end the address behind the last
 * @param permissions four letters, as "r-xp"
 * @param offset where it begins in its file, in bytes
 * @param device the file's device, as "08:01"
 * @param inode the file's number, "0" when there is no file
 * @param name the path of the file, "[heap]", "[stack]" or empty
 */
public record Mapping(
    long start,
    long end,
    String permissions,
    long offset,
    String device,
    String inode,
    String name) {

  /**
   * What a call of mmap(2) has made.
   *
   * @param protection as the call gave it
   * @param shared whether others see what is written
   * @param offset in the file, in bytes
   * @param file its name, or empty
   */
  public static Mapping made(
      long start, long length, int protection, boolean shared, long offset, String file) {
    String permissions =
        ((protection & 1) != 0 ? "r" : "-")
            + ((protection & 2) != 0 ? "w" : "-")
            + ((protection & 4) != 0 ? "x" : "-")
            + (shared ? "s" : "p");
    String inode = file.isEmpty() ? "0" : "1";
    return new Mapping(start, start + length, permissions, offset, "00:00", inode, file);
  }

  /** The mappings of a process, by rising address. */
  public static List<Mapping> parse(String maps) {
    List<Mapping> mappings = new ArrayList<>();
    for (int at = 0; at < maps.length(); ) {
      int lineEnd = maps.indexOf('\n', at);
      int end = lineEnd < 0 ? maps.length() : lineEnd;
      if (end > at) {
        mappings.add(parse(maps, at, end));
      }
      at = end + 1;
    }
    return mappings;
  }

  /** Without regular expressions: this is done at each exec and each mapping of code. */
  private static Mapping parse(String maps, int at, int end) {
    int dash = maps.indexOf('-', at);
    int permissions = maps.indexOf(' ', dash) + 1;
    int offset = permissions + 5;
    int device = maps.indexOf(' ', offset) + 1;
    int inode = maps.indexOf(' ', device) + 1;
    int inodeEnd = inode;
    while (inodeEnd < end && maps.charAt(inodeEnd) != ' ') {
      inodeEnd++;
    }
    int name = inodeEnd;
    while (name < end && maps.charAt(name) == ' ') {
      name++;
    }
    return new Mapping(
        Long.parseUnsignedLong(maps, at, dash, 16),
        Long.parseUnsignedLong(maps, dash + 1, permissions - 1, 16),
        maps.substring(permissions, permissions + 4),
        Long.parseUnsignedLong(maps, offset, device - 1, 16),
        maps.substring(device, inode - 1),
        maps.substring(inode, inodeEnd),
        maps.substring(name, end));
  }

  /** Bytes. */
  public long length() {
    return end - start;
  }

  /** Whether an address lies in it. */
  public boolean holds(long address) {
    return address >= start && address < end;
  }

  /** Whether the program can touch it; what it cannot takes no memory. */
  public boolean isAccessible() {
    return !permissions.startsWith("---");
  }

  public boolean isWritable() {
    return permissions.charAt(1) == 'w';
  }

  public boolean isExecutable() {
    return permissions.charAt(2) == 'x';
  }

  public boolean isShared() {
    return permissions.charAt(3) == 's';
  }

  /** Whether the host has a file for it. */
  public boolean isFile() {
    return !inode.equals("0");
  }

  /** Whether it belongs to the kernel: the vDSO and its data. */
  public boolean isOfTheKernel() {
    return name.equals("[vdso]") || name.equals("[vsyscall]") || name.startsWith("[vvar");
  }
}
