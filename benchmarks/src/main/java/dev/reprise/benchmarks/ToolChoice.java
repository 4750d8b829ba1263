package dev.reprise.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tools of a session, from what the user asked for. */
final class ToolChoice {
  /** The name of Reprise without options, and in {@code --tools} that of all its variants. */
  private static final String REPRISE = "reprise";

  private ToolChoice() {}

  /**
   * The tools, native first.
   *
   * @param names of native, strace, reprise
   * @param variants as {@link RepriseVariant} reads them; none for Reprise as it is
   * @param launcher the script that starts Reprise
   * @throws IllegalArgumentException with a message for the user
   */
  static List<Tool> of(List<String> names, List<String> variants, Path launcher) {
    Set<String> known = Set.of(Tool.NATIVE.label(), Tool.STRACE.label(), REPRISE);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "no tool '%s'; there are native, strace, reprise".formatted(name));
      }
    }
    List<Tool> tools = new ArrayList<>(List.of(Tool.NATIVE));
    if (names.contains(Tool.STRACE.label())) {
      tools.add(Tool.STRACE);
    }
    if (names.contains(REPRISE)) {
      for (String variant : variants.isEmpty() ? List.of(REPRISE) : variants) {
        tools.add(RepriseVariant.parse(variant, launcher));
      }
    }
    requireOnce(tools);
    return List.copyOf(tools);
  }

  private static void requireOnce(List<Tool> tools) {
    Set<String> labels = new HashSet<>();
    for (Tool tool : tools) {
      if (!labels.add(tool.label())) {
        throw new IllegalArgumentException("two variants are named '%s'".formatted(tool));
      }
    }
  }

  /**
   * Tells of a missing tool at once, not after minutes of native runs.
   *
   * @throws MissingProgramException with what to do about it
   */
  static void requireInstalled(List<Tool> tools) throws MissingProgramException {
    for (Tool tool : tools) {
      switch (tool.kind()) {
        case NATIVE -> {}
        case STRACE -> requireStrace();
        case REPRISE -> {
          if (!Files.isExecutable(Path.of(tool.prefix().getFirst()))) {
            throw new MissingProgramException(
                tool.prefix().getFirst() + " is missing or not executable");
          }
        }
      }
    }
  }

  private static void requireStrace() throws MissingProgramException {
    try {
      HostPrograms.find("strace");
    } catch (MissingProgramException e) {
      throw new MissingProgramException(
          e.getMessage() + ": install it, or leave it out with --tools native,reprise");
    }
  }
}
