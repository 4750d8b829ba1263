package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A small C program with a Makefile.
 *
 * @param sources the text of each file, by its name
 * @param outputs the files which {@code make} builds
 */
record GeneratedProject(SequencedMap<String, String> sources, List<String> outputs) {
  private static final int FUNCTIONS_PER_FILE = 20;

  /**
   * A program of this many C files, one of which holds its main function.
   *
   * @param files at least 2
   */
  static GeneratedProject of(int files) {
    SequencedMap<String, String> sources = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    for (int number = 1; number < files; number++) {
      String part = "part" + number;
      parts.add(part);
      sources.put(part + ".c", GeneratedSource.functions(part, FUNCTIONS_PER_FILE, number));
    }
    sources.put("parts.h", header(parts));
    sources.put("main.c", mainProgram(parts));
    List<String> objects = new ArrayList<>(parts);
    objects.add("main");
    objects.replaceAll(name -> name + ".o");
    sources.put("Makefile", makefile(objects));
    List<String> outputs = new ArrayList<>(objects);
    outputs.add("program");
    return new GeneratedProject(sources, List.copyOf(outputs));
  }

  /** Writes the sources into a directory. */
  void writeTo(Path directory) throws IOException {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Files.writeString(directory.resolve(source.getKey()), source.getValue());
    }
  }

  private static String header(List<String> parts) {
    StringBuilder text = new StringBuilder("#include <stdint.h>\n\n");
    for (String part : parts) {
      text.append("uint32_t " + part + "_" + last() + "(uint32_t a, uint32_t b);\n");
    }
    return text.toString();
  }

  private static String mainProgram(List<String> parts) {
    StringBuilder text = new StringBuilder();
    text.append("#include <stdio.h>\n#include \"parts.h\"\n\nint main(void) {\n");
    text.append("  uint32_t sum = 1;\n");
    for (String part : parts) {
      text.append("  sum = " + part + "_" + last() + "(sum, 7);\n");
    }
    return text.append("  printf(\"%u\\n\", sum);\n  return 0;\n}\n").toString();
  }

  private static String makefile(List<String> objects) {
    return """
        CC = gcc
        CFLAGS = -O1
        OBJECTS = %s

        program: $(OBJECTS)
        \t$(CC) -o $@ $(OBJECTS)

        %%.o: %%.c parts.h
        \t$(CC) $(CFLAGS) -c $< -o $@
        """
        .formatted(String.join(" ", objects));
  }

  private static int last() {
    return FUNCTIONS_PER_FILE - 1;
  }
}
