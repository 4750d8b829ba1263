package dev.reprise.binary;

import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the variables behind the flags of a HotSpot Java machine in its library, {@code libjvm.so}.
 *
 * <p>The library describes itself for debuggers ({@code vmStructs.hpp} of OpenJDK): the exported
 * variable {@code gHotSpotVMStructs} points to a table of fields, in which the static fields {@code
 * flags} and {@code numFlags} of {@code JVMFlag} are, which lead to the table of flags. Each of its
 * entries begins with the address of the flag's variable and that of its name (since OpenJDK 17).
 */
public final class HotSpotFlags {
  private static final String STRUCTS = "gHotSpotVMStructs";
  private static final String FLAG_TYPE = "JVMFlag";

  /** An entry of the table of fields: two names, a type, whether static, an offset, an address. */
  private static final int FIELD_SIZE = 48;

  private static final int FIELD_NAME_AT = 8;
  private static final int FIELD_ADDRESS_AT = 40;

  /** There are some eight hundred fields; a table without an end is none. */
  private static final int MOST_FIELDS = 10_000;

  private static final int FLAG_SIZE = 24;
  private static final int FLAG_NAME_AT = 8;

  /** There are some thirteen hundred flags. */
  private static final int MOST_FLAGS = 10_000;

  private final ElfFile file;
  private final FileImage image;

  private HotSpotFlags(ElfFile file) {
    this.file = file;
    this.image = new FileImage(file);
  }

  /**
   * Returns where in the file the variables of flags are, those whose default is not zero.
   *
   * @param names the flags to look for
   * @return file offsets by name; none when the file is no such library, or one of another kind
   */
  public static SortedMap<String, Long> find(ElfFile file, Set<String> names) {
    try {
      return new HotSpotFlags(file).find(names);
    } catch (MalformedElfException other) {
      return new TreeMap<>();
    }
  }

  private SortedMap<String, Long> find(Set<String> names) throws MalformedElfException {
    SortedMap<String, Long> found = new TreeMap<>();
    OptionalLong structs = file.symbols().variable(STRUCTS);
    if (structs.isEmpty()) {
      return found;
    }
    long fields = image.word(structs.getAsLong());
    long table = image.word(staticField(fields, "flags"));
    long count = Math.min(image.word(staticField(fields, "numFlags")), MOST_FLAGS);
    for (long flag = table; flag < table + count * FLAG_SIZE; flag += FLAG_SIZE) {
      long nameAt = image.word(flag + FLAG_NAME_AT);
      // The table ends with an entry without a name.
      String name = nameAt == 0 ? "" : image.string(nameAt);
      if (names.contains(name)) {
        file.offsetOf(image.word(flag)).ifPresent(offset -> found.put(name, offset));
      }
    }
    return found;
  }

  /** The address of a static field of the flags' type. */
  private long staticField(long fields, String name) throws MalformedElfException {
    for (int i = 0; i < MOST_FIELDS; i++) {
      long field = fields + (long) i * FIELD_SIZE;
      long type = image.word(field);
      if (type == 0) {
        break;
      }
      if (image.string(type).equals(FLAG_TYPE)
          && image.string(image.word(field + FIELD_NAME_AT)).equals(name)) {
        return image.word(field + FIELD_ADDRESS_AT);
      }
    }
    throw MalformedElfException.damaged("no field " + name);
  }
}
