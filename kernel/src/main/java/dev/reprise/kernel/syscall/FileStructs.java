package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;

/** Structures of files and of descriptors. */
final class FileStructs {

  static void stat(StringBuilder out, ByteBuffer b) {
    int mode = b.getInt(24);
    out.append("{st_mode=").append(ArgumentPrinter.fileMode(mode));
    if (isDevice(mode)) {
      out.append(", st_rdev=").append(ArgumentPrinter.device(b.getLong(40)));
    } else {
      out.append(", st_size=").append(b.getLong(48));
    }
    out.append(", ...}");
  }

  static void statx(StringBuilder out, ByteBuffer b) {
    out.append("{stx_mask=").append(StatxNames.MASK.describe(b.getInt(0)));
    out.append(", stx_attributes=").append(StatxNames.ATTRIBUTES.describe(b.getLong(8)));
    out.append(", stx_mode=").append(ArgumentPrinter.fileMode(b.getShort(28) & 0xffff));
    out.append(", stx_size=").append(Long.toUnsignedString(b.getLong(40))).append(", ...}");
  }

  private static boolean isDevice(int mode) {
    int type = mode & 0xf000;
    return type == 0x2000 || type == 0x6000;
  }

  static void statfs(StringBuilder out, ByteBuffer b) {
    out.append("{f_type=").append(ArgumentPrinter.hex(b.getLong(0)));
    out.append(", f_bsize=").append(b.getLong(8));
    String[] names = {"f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree"};
    for (int i = 0; i < names.length; i++) {
      out.append(", ").append(names[i]).append('=');
      out.append(Long.toUnsignedString(b.getLong(16 + 8 * i)));
    }
    out.append(", f_namelen=").append(b.getLong(64)).append(", ...}");
  }

  static void lock(StringBuilder out, ByteBuffer b) {
    out.append("{l_type=").append(FileNames.LOCK_TYPE.describe(b.getShort(0)));
    out.append(", l_whence=").append(FileNames.WHENCE.describe(b.getShort(2)));
    out.append(", l_start=").append(b.getLong(8)).append(", l_len=").append(b.getLong(16));
    out.append('}');
  }

  static void openHow(StringBuilder out, ByteBuffer b) {
    out.append("{flags=").append(FileNames.OPEN.describe(b.getLong(0)));
    if (b.getLong(8) != 0) {
      out.append(", mode=").append(ArgumentPrinter.octal((int) b.getLong(8)));
    }
    out.append(", resolve=").append(FileNames.RESOLVE.describe(b.getLong(16))).append('}');
  }

  /** Appends {@code {fd=3, events=POLLIN}} with the events at {@code at}. */
  static void pollfd(StringBuilder out, ByteBuffer b, int base, int at, String field) {
    out.append("{fd=").append(b.getInt(base)).append(", ").append(field).append('=');
    out.append(NetworkNames.POLL.describe(b.getShort(base + at) & 0xffff)).append('}');
  }

  static void epollEvent(StringBuilder out, ByteBuffer b, int base) {
    long data = b.getLong(base + 4);
    out.append("{events=").append(NetworkNames.EPOLL.describe(b.getInt(base)));
    out.append(", data={u32=").append(data & 0xffffffffL);
    out.append(", u64=").append(Long.toUnsignedString(data)).append("}}");
  }

  /** Number of {@code struct linux_dirent64} in the buffer, or -1 when it is not made of them. */
  static int entries(ByteBuffer b) {
    int count = 0;
    int at = 0;
    while (at < b.limit()) {
      int length = at + 19 <= b.limit() ? b.getShort(at + 16) & 0xffff : 0;
      if (length == 0) {
        return -1;
      }
      at += length;
      count++;
    }
    return count;
  }

  static void winsize(StringBuilder out, ByteBuffer b) {
    out.append("{ws_row=").append(b.getShort(0) & 0xffff);
    out.append(", ws_col=").append(b.getShort(2) & 0xffff);
    out.append(", ws_xpixel=").append(b.getShort(4) & 0xffff);
    out.append(", ws_ypixel=").append(b.getShort(6) & 0xffff).append('}');
  }

  private FileStructs() {}
}
