package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of a file whose answers depend on the machine or on the moment: {@link
 * Site.Kind}.
 *
 * <p>A byte search alone would be wrong, for the same bytes occur inside other instructions: of a
 * JVM's few hundred matches of rdtsc not ten are real. So each match is checked by decoding its
 * function from the start, and a match counts when a decoded instruction begins there. Where
 * functions begin is known from the unwind tables or else from the symbols. A match outside of all
 * known functions, or behind bytes which cannot be decoded, is left alone and counted: it may be an
 * instruction or not.
 *
 * @param sites what was found, in ascending order of addresses within each segment
 * @param unvalidated how many matches could be neither confirmed nor refuted
 */
public record InstructionSites(List<Site> sites, int unvalidated) {
  /** The most code that is searched, 1 GiB: an index within it must be an int. */
  private static final long LARGEST_CODE = 1L << 30;

  /** Takes a copy of the list. */
  public InstructionSites {
    sites = List.copyOf(sites);
  }

  /**
   * Searches the executable segments of a file.
   *
   * @throws MalformedElfException when the segments are not within the file, overlap, or have more
   *     than 1 GiB of code
   */
  public static InstructionSites find(ElfFile file) throws MalformedElfException {
    Search search = new Search(file);
    long allowed = Math.min(file.size(), LARGEST_CODE);
    for (Segment segment : file.segments()) {
      if (segment.isExecutable() && segment.fileSize() != 0) {
        if (Long.compareUnsigned(segment.fileSize(), allowed) > 0) {
          throw MalformedElfException.damaged("more code than the file can hold");
        }
        allowed -= segment.fileSize();
        search.segment(segment);
      }
    }
    return new InstructionSites(search.sites, search.unvalidated);
  }

  private static final class Search {
    private final ElfFile file;
    private final InstructionLengths decoder = new InstructionLengths();
    private final List<Site> sites = new ArrayList<>();
    private int unvalidated;

    /**
     * How many bytes may still be decoded. Functions do not overlap, so that twice the file's size
     * is plenty; a damaged file's functions may, and decoding all of them could take for ever.
     */
    private long budget;

    Search(ElfFile file) {
      this.file = file;
      this.budget = 2 * file.size();
    }

    void segment(Segment segment) throws MalformedElfException {
      FunctionWalk walk = null;
      for (int candidate : CandidateScanner.scan(file, segment)) {
        if (walk == null || !walk.covers(candidate)) {
          walk = walkTo(segment, candidate);
        }
        if (walk == null || !walk.reach(candidate)) {
          unvalidated++;
        } else if (walk.instructionStart() + decoder.opcodeOffset() == candidate) {
          addSite(segment, walk);
        }
      }
    }

    private @Nullable FunctionWalk walkTo(Segment segment, int candidate)
        throws MalformedElfException {
      long vaddr = segment.vaddr() + candidate;
      long start;
      long end;
      Optional<Fde> fde = file.ehFrame().find(vaddr);
      if (fde.isPresent()) {
        start = fde.get().start() - segment.vaddr();
        end = fde.get().end() - segment.vaddr();
      } else {
        Optional<Symbol> symbol = file.symbols().at(vaddr);
        if (symbol.isEmpty() || symbol.get().size() == 0) {
          return null;
        }
        start = symbol.get().vaddr() - segment.vaddr();
        end = start + symbol.get().size();
      }
      end = Math.min(end, segment.fileSize());
      if (start < 0 || candidate < start || candidate >= end || end - start > budget) {
        return null;
      }
      budget -= end - start;
      byte[] code = new byte[(int) (end - start)];
      file.read(segment.offset() + start, code, code.length);
      return new FunctionWalk(decoder, code, (int) start);
    }

    private void addSite(Segment segment, FunctionWalk walk) {
      Site.Kind kind = kind();
      if (kind == null) {
        return;
      }
      boolean answersInRegister =
          switch (kind) {
            case RDRAND, RDSEED, RDPID -> true;
            default -> false;
          };
      int at = walk.instructionStart();
      sites.add(
          new Site(
              segment.offset() + at,
              segment.vaddr() + at,
              walk.instructionLength(),
              kind,
              answersInRegister ? operand() : null,
              answersInRegister ? operandSize(kind) : 0));
    }

    /** What the decoder stands on, or null when it is another instruction after all. */
    private Site.@Nullable Kind kind() {
      if (decoder.map() == 0) {
        return Site.Kind.XBEGIN;
      }
      return switch (decoder.opcode()) {
        case 0xa2 -> Site.Kind.CPUID;
        case 0x31 -> Site.Kind.RDTSC;
        case 0x01 -> decoder.modrm() == 0xf9 ? Site.Kind.RDTSCP : Site.Kind.XGETBV;
        default -> groupNine();
      };
    }

    private Site.@Nullable Kind groupNine() {
      boolean isSeventh = decoder.modrm() >= 0xf8;
      if (decoder.repeatPrefix() == 0xf3) {
        // With this prefix the sixth is senduipi, which the user-interrupt feature has.
        return isSeventh ? Site.Kind.RDPID : null;
      }
      return isSeventh ? Site.Kind.RDSEED : Site.Kind.RDRAND;
    }

    private Register operand() {
      return Register.ofEncoding((decoder.modrm() & 7) | ((decoder.rex() & 1) << 3));
    }

    private int operandSize(Site.Kind kind) {
      if (kind == Site.Kind.RDPID || (decoder.rex() & 8) != 0) {
        return 8;
      }
      return decoder.hasOperandSizePrefix() ? 2 : 4;
    }
  }
}
