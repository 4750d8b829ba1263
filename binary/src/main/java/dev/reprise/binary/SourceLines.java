package dev.reprise.binary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds source files and lines for the frames of a stack, with the help of a program that reads
 * debug information: {@code llvm-symbolizer} or {@code eu-addr2line}.
 *
 * <p>It serves reports for people. A program that is missing, fails, or takes more than half a
 * minute leads to empty answers, not to errors: the names in {@link StackFrame} remain.
 *
 * <p>Immutable; threads may share it.
 */
public final class SourceLines {
  private static final String LLVM = "llvm-symbolizer";
  private static final String ELFUTILS = "eu-addr2line";

  /** The versions that distributions append to the program's name. */
  private static final int NEWEST_LLVM = 40;

  private static final int OLDEST_LLVM = 10;

  private final Path program;

  private SourceLines(Path program) {
    this.program = program;
  }

  /**
   * Looks for a program that can answer.
   *
   * @param searchPath folders with colons between them, like the variable PATH
   */
  public static Optional<SourceLines> find(String searchPath) {
    List<String> names = new ArrayList<>();
    names.add(LLVM);
    for (int version = NEWEST_LLVM; version >= OLDEST_LLVM; version--) {
      names.add(LLVM + "-" + version);
    }
    names.add(ELFUTILS);
    for (String name : names) {
      for (String folder : searchPath.split(":", -1)) {
        Path candidate = Path.of(folder, name);
        if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
          return Optional.of(new SourceLines(candidate));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the program that answers. */
  public Path program() {
    return program;
  }

  /**
   * Finds the lines of many frames at once.
   *
   * @param frames the frames, from any number of stacks
   * @param hostPath tells where a module's file can be read, which need not be what the traced
   *     program calls it
   * @return for each frame the function that was running and those into which it was inlined,
   *     innermost first; empty when nothing is known
   */
  public List<List<SourceLine>> find(
      List<StackFrame> frames, Function<LoadedModule, Path> hostPath) {
    List<List<SourceLine>> result = new ArrayList<>();
    Map<Path, Map<Long, List<Integer>>> wanted = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      result.add(List.of());
      StackFrame frame = frames.get(i);
      if (frame.module() != null) {
        wanted
            .computeIfAbsent(hostPath.apply(frame.module()), path -> new LinkedHashMap<>())
            .computeIfAbsent(frame.module().vaddr(frame.lookup()), vaddr -> new ArrayList<>())
            .add(i);
      }
    }
    wanted.keySet().removeIf(path -> !canBeAsked(path));
    try {
      ask(wanted, result);
    } catch (IOException unanswered) {
      return result;
    }
    return result;
  }

  /** The programs' input has no way to write such names, and only files can be read. */
  private static boolean canBeAsked(Path path) {
    String text = path.toString();
    return text.indexOf('"') < 0 && text.indexOf('\n') < 0 && Files.isRegularFile(path);
  }

  private void ask(Map<Path, Map<Long, List<Integer>>> wanted, List<List<SourceLine>> result)
      throws IOException {
    if (program.getFileName().toString().equals(ELFUTILS)) {
      // It reads one file a process.
      for (Map.Entry<Path, Map<Long, List<Integer>>> module : wanted.entrySet()) {
        List<String> arguments = new ArrayList<>(List.of("-i", "-f", "-C", "-a", "-e"));
        arguments.add(module.getKey().toString());
        module.getValue().keySet().forEach(vaddr -> arguments.add(hex(vaddr)));
        store(SymbolizerOutput.elfutils(run(arguments)), List.of(module.getValue()), result);
      }
    } else if (!wanted.isEmpty()) {
      List<String> arguments =
          new ArrayList<>(List.of("--inlines", "--demangle", "--functions=linkage"));
      wanted.forEach(
          (path, addresses) ->
              addresses.keySet().forEach(vaddr -> arguments.add("\"" + path + "\" " + hex(vaddr))));
      store(SymbolizerOutput.llvm(run(arguments)), List.copyOf(wanted.values()), result);
    }
  }

  private static String hex(long vaddr) {
    return "0x" + Long.toHexString(vaddr);
  }

  private List<String> run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return SymbolizerProcess.run(command);
  }

  /** The answers come in the order of the questions. */
  private static void store(
      List<List<SourceLine>> answers,
      List<Map<Long, List<Integer>>> questions,
      List<List<SourceLine>> result) {
    int next = 0;
    for (Map<Long, List<Integer>> addresses : questions) {
      for (List<Integer> places : addresses.values()) {
        List<SourceLine> answer = next < answers.size() ? answers.get(next) : List.of();
        places.forEach(place -> result.set(place, answer));
        next++;
      }
    }
  }
}
