package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of a file whose answers depend on the machine or on the moment, and pauses:
 * {@link Site.Kind}.
 *
 * <p>A byte search alone would be wrong, for the same bytes occur inside other instructions: of a
 * JVM's few hundred matches of rdtsc not ten are real. So each match is checked by decoding its
 * function from the start, and a match counts when a decoded instruction begins there. Where
 * functions begin is known from the unwind tables or else from the symbols. A match outside of all
 * known functions, or behind bytes which cannot be decoded, is reported apart: it may be an
 * instruction of hand-written assembly code, or lie in a table.
 *
 * @param sites what was found, in ascending order of addresses within each segment
 * @param unvalidated matches that could be neither confirmed nor refuted, as if each were an
 *     instruction without prefixes; changing those bytes may destroy data
 */
public record InstructionSites(List<Site> sites, List<Site> unvalidated) {
  /** The most code that is searched, 1 GiB: an index within it must be an int. */
  private static final long LARGEST_CODE = 1L << 30;

  /** Takes copies of the lists. */
  public InstructionSites {
    sites = List.copyOf(sites);
    unvalidated = List.copyOf(unvalidated);
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
    return new InstructionSites(WindowSearch.addWindows(file, search.sites), search.unvalidated);
  }

  private static final class Search {
    private final ElfFile file;
    private final InstructionLengths decoder = new InstructionLengths();
    private final List<Site> sites = new ArrayList<>();
    private final List<Site> unvalidated = new ArrayList<>();
    private final List<Section> codeSections = new ArrayList<>();

    /**
     * How many bytes may still be decoded. Functions do not overlap, so that twice the file's size
     * is plenty; a damaged file's functions may, and decoding all of them could take for ever.
     */
    private long budget;

    Search(ElfFile file) {
      this.file = file;
      this.budget = 2 * file.size();
      for (Section section : file.sections()) {
        if (section.isExecutable()) {
          codeSections.add(section);
        }
      }
    }

    void segment(Segment segment) throws MalformedElfException {
      FunctionWalk walk = null;
      for (int candidate : CandidateScanner.scan(file, segment)) {
        if (walk == null || !walk.covers(candidate)) {
          walk = walkTo(segment, candidate);
        }
        if (walk == null || !walk.reach(candidate)) {
          addUnvalidated(segment, candidate);
        } else if (walk.instructionStart() + decoder.opcodeOffset() == candidate) {
          add(sites, segment, walk.instructionStart(), walk.instructionLength());
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

    private void addUnvalidated(Segment segment, int candidate) throws MalformedElfException {
      if (!liesInCode(segment.offset() + candidate)) {
        return;
      }
      byte[] code =
          new byte[(int) Math.min(InstructionLengths.MAXIMUM, segment.fileSize() - candidate)];
      file.read(segment.offset() + candidate, code, code.length);
      int length = decoder.decode(code, 0, code.length);
      // What may be no instruction at all is worth telling only when it has an answer.
      if (length != 0 && kind() != Site.Kind.PAUSE) {
        add(unvalidated, segment, candidate, length);
      }
    }

    /** An executable segment may hold constants too, which only section headers tell from code. */
    private boolean liesInCode(long fileOffset) {
      for (Section section : codeSections) {
        if (section.holdsOffset(fileOffset)) {
          return true;
        }
      }
      return codeSections.isEmpty();
    }

    /** Adds the instruction which the decoder describes. */
    private void add(List<Site> to, Segment segment, int at, int length) {
      Site.Kind kind = kind();
      if (kind == null) {
        return;
      }
      boolean answersInRegister =
          switch (kind) {
            case RDRAND, RDSEED, RDPID -> true;
            default -> false;
          };
      to.add(
          new Site(
              segment.offset() + at,
              segment.vaddr() + at,
              length,
              kind,
              answersInRegister ? operand() : null,
              answersInRegister ? operandSize(kind) : 0));
    }

    /** What the decoder stands on, or null when it is another instruction after all. */
    private Site.@Nullable Kind kind() {
      if (decoder.map() == 0) {
        return decoder.opcode() == 0x90 ? Site.Kind.PAUSE : Site.Kind.XBEGIN;
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
