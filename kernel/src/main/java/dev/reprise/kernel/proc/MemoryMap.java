package dev.reprise.kernel.proc;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import java.util.ArrayList;
import java.util.List;

/** The mappings of a process without those which are ours or the host's. */
record MemoryMap(List<Mapping> mappings) {
  static final MemoryMap NONE = new MemoryMap(List.of());

  /** The mappings of a task's process, by rising address. */
  static MemoryMap of(Task task) {
    List<Mapping> mappings = new ArrayList<>();
    for (Mapping mapping : task.thread().hostMappings()) {
      if (!AddressSpace.isHidden(mapping.start(), mapping.end()) && !mapping.isOfTheKernel()) {
        mappings.add(mapping);
      }
    }
    return new MemoryMap(mappings);
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
    return sum(mapping -> mapping.isFile() && mapping.isAccessible());
  }

  long stack() {
    return sum(mapping -> mapping.name().equals("[stack]"));
  }

  /** Private memory that can be written, in bytes. */
  long data() {
    return sum(mapping -> mapping.isWritable() && !mapping.isShared());
  }

  /** Code of this file, in bytes. */
  long code(String path) {
    return sum(mapping -> mapping.isExecutable() && mapping.name().equals(path));
  }

  /** Code of all files, in bytes. */
  long allCode() {
    return sum(mapping -> mapping.isExecutable() && mapping.isFile());
  }

  private long sum(java.util.function.Predicate<Mapping> which) {
    return mappings.stream().filter(which).mapToLong(Mapping::length).sum();
  }
}
