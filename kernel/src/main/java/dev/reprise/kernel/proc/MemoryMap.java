package dev.reprise.kernel.proc;

import dev.reprise.kernel.Task;
import java.util.ArrayList;
import java.util.List;

/** The mappings of a process without those which are ours or the host's. */
record MemoryMap(List<Mapping> mappings) {
  static final MemoryMap NONE = new MemoryMap(List.of());

  /**
   * A mapping.
   *
   * @param permissions four letters, as "r-xp"
   * @param file whether the host has a file for it
   * @param name the path of the file, "[heap]", "[stack]" or empty
   */
  record Mapping(long start, long end, String permissions, long offset, boolean file, String name) {
    long length() {
      return end - start;
    }

    /** Whether the program can touch it; what it cannot takes no memory. */
    boolean isAccessible() {
      return !permissions.startsWith("---");
    }

    boolean isWritable() {
      return permissions.charAt(1) == 'w';
    }

    boolean isExecutable() {
      return permissions.charAt(2) == 'x';
    }

    boolean isShared() {
      return permissions.charAt(3) == 's';
    }
  }

  /** The mappings of a task's process, by rising address. */
  static MemoryMap of(Task task) {
    long scratch = task.process().addressSpace().scratch();
    List<Mapping> mappings = new ArrayList<>();
    for (String line : task.thread().hostMappings().split("\n", -1)) {
      if (!line.isEmpty()) {
        Mapping mapping = parse(line);
        if (mapping.start != scratch && !isOfTheKernel(mapping.name)) {
          mappings.add(mapping);
        }
      }
    }
    return new MemoryMap(mappings);
  }

  private static boolean isOfTheKernel(String name) {
    return name.equals("[vdso]") || name.equals("[vsyscall]") || name.startsWith("[vvar");
  }

  private static Mapping parse(String line) {
    String[] fields = line.split(" +", 6);
    int dash = fields[0].indexOf('-');
    return new Mapping(
        Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
        Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
        fields[1],
        Long.parseUnsignedLong(fields[2], 16),
        !fields[4].equals("0"),
        fields.length < 6 ? "" : fields[5]);
  }

  /** All mapped addresses, in bytes. */
  long size() {
    return mappings.stream().mapToLong(Mapping::length).sum();
  }

  /** Memory in use, in bytes: all that can be touched counts as if it had been. */
  long resident() {
    return mappings.stream().filter(Mapping::isAccessible).mapToLong(Mapping::length).sum();
  }

  /** The part of {@link #resident} which holds files, in bytes. */
  long residentFiles() {
    return sum(mapping -> mapping.file && mapping.isAccessible());
  }

  long stack() {
    return sum(mapping -> mapping.name.equals("[stack]"));
  }

  /** Private memory that can be written, in bytes. */
  long data() {
    return sum(mapping -> mapping.isWritable() && !mapping.isShared());
  }

  /** Code of this file, in bytes. */
  long code(String path) {
    return sum(mapping -> mapping.isExecutable() && mapping.name.equals(path));
  }

  /** Code of all files, in bytes. */
  long allCode() {
    return sum(mapping -> mapping.isExecutable() && mapping.file);
  }

  private long sum(java.util.function.Predicate<Mapping> which) {
    return mappings.stream().filter(which).mapToLong(Mapping::length).sum();
  }
}
