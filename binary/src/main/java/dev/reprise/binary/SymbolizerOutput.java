package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;

/** Parses what symbolizers print: a list of places for each question. */
final class SymbolizerOutput {
  private SymbolizerOutput() {}

  /** Pairs of a name and a place, with an empty line after each answer. */
  static List<List<SourceLine>> llvm(List<String> lines) {
    List<List<SourceLine>> answers = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        answers.add(pairs(lines.subList(start, i)));
        start = i + 1;
      }
    }
    return answers;
  }

  /** Pairs of a name and a place, with the address in a line before each answer. */
  static List<List<SourceLine>> elfutils(List<String> lines) {
    List<List<SourceLine>> answers = new ArrayList<>();
    int start = 1;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).matches("0x[0-9a-f]{16}")) {
        answers.add(pairs(lines.subList(start, i)));
        start = i + 1;
      }
    }
    return answers;
  }

  private static List<SourceLine> pairs(List<String> lines) {
    List<SourceLine> result = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      // elfutils adds to the first name where it was inlined, which the next pairs tell again.
      int inlined = lines.get(i).indexOf(" inlined at ");
      String name = inlined < 0 ? lines.get(i) : lines.get(i).substring(0, inlined);
      SourceLine line = SourceLine.parse(name, lines.get(i + 1));
      if (line.isKnown()) {
        result.add(line);
      }
    }
    return List.copyOf(result);
  }
}
