package dev.reprise.kernel.terminal;

import dev.reprise.kernel.Bytes;

/**
 * A {@code struct termios} of the kernel: how a terminal treats what is typed and what is written.
 */
final class Settings {
  /** The bytes of the structure. */
  static final int SIZE = 36;

  static final int ISTRIP = 0x20;
  static final int INLCR = 0x40;
  static final int IGNCR = 0x80;
  static final int ICRNL = 0x100;
  static final int IXON = 0x400;
  static final int IUTF8 = 0x4000;

  static final int OPOST = 1;
  static final int ONLCR = 4;
  static final int OCRNL = 8;

  static final int ISIG = 1;
  static final int ICANON = 2;
  static final int ECHO = 8;
  static final int ECHOE = 0x10;
  static final int ECHOK = 0x20;
  static final int ECHONL = 0x40;
  static final int NOFLSH = 0x80;
  static final int TOSTOP = 0x100;
  static final int ECHOCTL = 0x200;
  static final int ECHOKE = 0x800;
  static final int IEXTEN = 0x8000;

  static final int VINTR = 0;
  static final int VQUIT = 1;
  static final int VERASE = 2;
  static final int VKILL = 3;
  static final int VEOF = 4;
  static final int VTIME = 5;
  static final int VMIN = 6;
  static final int VSTART = 8;
  static final int VSTOP = 9;
  static final int VSUSP = 10;
  static final int VEOL = 11;
  static final int VWERASE = 14;
  static final int VLNEXT = 15;
  static final int VEOL2 = 16;

  private static final int CHARACTERS = 17;

  private byte[] bytes = new byte[SIZE];

  /** The settings of a new terminal on Linux. */
  Settings() {
    Bytes.putInt(bytes, 0, ICRNL | IXON);
    Bytes.putInt(bytes, 4, OPOST | ONLCR);
    Bytes.putInt(bytes, 8, 0xbf);
    Bytes.putInt(bytes, 12, 0x8a3b);
    byte[] characters = {
      3, 0x1c, 0x7f, 0x15, 4, 0, 1, 0, 0x11, 0x13, 0x1a, 0, 0x12, 0xf, 0x17, 0x16
    };
    System.arraycopy(characters, 0, bytes, CHARACTERS, characters.length);
  }

  byte[] toBytes() {
    return bytes.clone();
  }

  void set(byte[] newBytes) {
    bytes = newBytes.clone();
  }

  boolean input(int flag) {
    return (Bytes.getInt(bytes, 0) & flag) != 0;
  }

  boolean output(int flag) {
    return (Bytes.getInt(bytes, 4) & flag) != 0;
  }

  boolean local(int flag) {
    return (Bytes.getInt(bytes, 12) & flag) != 0;
  }

  /** The number at an index of the special characters. */
  int value(int index) {
    return bytes[CHARACTERS + index] & 0xff;
  }

  /** Whether a character is the special one of this index; 0 disables it. */
  boolean is(int character, int index) {
    return character != 0 && character == value(index);
  }
}
