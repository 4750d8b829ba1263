package dev.reprise.binary;

import org.jspecify.annotations.Nullable;

/** The functions of a file around addresses that rise, each decoded once. */
final class DecodedFunctions {
  private final ElfFile file;
  private final InstructionLengths decoder = new InstructionLengths();

  /** How many bytes may still be decoded; a damaged file's functions may overlap. */
  private long budget;

  private @Nullable Fde fde;
  private @Nullable FunctionCode function;

  DecodedFunctions(ElfFile file) {
    this.file = file;
    this.budget = 2 * file.size();
  }

  /** The function around a link-time address; null when there is none that is understood. */
  @Nullable FunctionCode around(long vaddr) throws MalformedElfException {
    if (fde == null || !fde.covers(vaddr)) {
      fde = file.ehFrame().find(vaddr).orElse(null);
      function = fde == null ? null : decode(fde);
    }
    return function;
  }

  private @Nullable FunctionCode decode(Fde found) throws MalformedElfException {
    long length = found.end() - found.start();
    if (length <= 0 || length > budget) {
      return null;
    }
    budget -= length;
    return FunctionCode.of(file, found, decoder);
  }
}
