package dev.reprise.binary;

/**
 * A common information entry: what many {@linkplain Fde frame descriptions} share.
 *
 * @param codeAlignment the unit of code distances, in bytes
 * @param dataAlignment the unit of stack offsets, in bytes, mostly -8
 * @param returnColumn the number of the column with the return address, 16 in all compilers' output
 * @param pointerEncoding how the frame descriptions store addresses
 * @param hasAugmentation whether the frame descriptions have augmentation data to be skipped
 * @param isSignalFrame whether the code was entered by a signal rather than by a call
 * @param program the first instructions of each frame description
 */
record Cie(
    long codeAlignment,
    long dataAlignment,
    int returnColumn,
    int pointerEncoding,
    boolean hasAugmentation,
    boolean isSignalFrame,
    Region program) {

  private static final int MAXIMUM_AUGMENTATION = 16;

  /** Parses the entry after its length and identifier; the cursor ends where the entry ends. */
  static Cie parse(Cursor cursor, Region region) throws MalformedElfException {
    int version = cursor.u8();
    if (version != 1 && version != 3) {
      throw MalformedElfException.damaged("unwind table version " + version);
    }
    String augmentation = cursor.string(MAXIMUM_AUGMENTATION);
    long codeAlignment = cursor.uleb128();
    long dataAlignment = cursor.sleb128();
    long returnColumn = version == 1 ? cursor.u8() : cursor.uleb128();
    int pointerEncoding = 0;
    boolean sized = augmentation.startsWith("z");
    if (sized) {
      long size = cursor.uleb128();
      Cursor data = region.cursorAt(region.addressOf(cursor));
      cursor.skip(size);
      for (int i = 1; i < augmentation.length(); i++) {
        switch (augmentation.charAt(i)) {
          case 'R' -> pointerEncoding = data.u8();
          case 'L' -> data.u8();
          // The personality routine serves C++ exceptions; all encodings have their length here.
          case 'P' -> EncodedPointer.readNumber(data, data.u8());
          case 'S' -> {}
          // Letters may be unknown: the size tells where the data ends, but not what they mean.
          default -> i = augmentation.length();
        }
      }
    } else if (!augmentation.isEmpty()) {
      throw MalformedElfException.damaged("unwind augmentation " + augmentation);
    }
    return new Cie(
        codeAlignment,
        dataAlignment,
        (int) Math.min(returnColumn, Integer.MAX_VALUE),
        pointerEncoding,
        sized,
        augmentation.indexOf('S') >= 0,
        region.rest(cursor));
  }
}
