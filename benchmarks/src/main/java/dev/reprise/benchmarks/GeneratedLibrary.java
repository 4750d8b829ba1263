package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/**
 * A C project of the shape and the size of Lua 5.4: some thirty files between 50 and 200 lines
 * which include many headers of their own, an archive of them, and two programs that are linked
 * with it.
 */
final class GeneratedLibrary {
  private static final long SEED = 299_792;
  private static final int PARTS = 32;
  private static final int HEADERS = 24;
  private static final int SMALLEST_FUNCTIONS = 4;
  private static final int MORE_FUNCTIONS = 15;
  private static final List<String> PROGRAMS = List.of("interpreter", "compiler");

  private GeneratedLibrary() {}

  /** The project; always the same. */
  static GeneratedProject project() {
    Random random = new Random(SEED);
    SequencedMap<String, String> sources = new LinkedHashMap<>();
    List<String> objects = new ArrayList<>();
    StringBuilder declarations = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (int number = 0; number < PARTS; number++) {
      String part = "part" + number;
      int functions = SMALLEST_FUNCTIONS + random.nextInt(MORE_FUNCTIONS);
      String code = GeneratedSource.functions(part, functions, SEED + number);
      sources.put(part + ".c", "#include \"library.h\"\n" + code);
      objects.add(part + ".o");
      String last = part + "_" + (functions - 1);
      declarations.append("uint32_t %s(uint32_t a, uint32_t b);\n".formatted(last));
      calls.append("  sum = %s(sum, 7);\n".formatted(last));
    }
    for (int number = 0; number < HEADERS; number++) {
      sources.put("header" + number + ".h", header(number, random));
    }
    sources.put("library.h", mainHeader(declarations.toString()));
    for (String program : PROGRAMS) {
      sources.put(program + ".c", program(program, calls.toString()));
    }
    sources.put("Makefile", makefile(objects));
    return new GeneratedProject(sources, outputs(objects));
  }

  private static List<String> outputs(List<String> objects) {
    List<String> outputs = new ArrayList<>(objects);
    for (String program : PROGRAMS) {
      outputs.add(program + ".o");
      outputs.add(program);
    }
    outputs.add("library.a");
    return List.copyOf(outputs);
  }

  private static String header(int number, Random random) {
    StringBuilder text = new StringBuilder();
    text.append(
        "#ifndef HEADER%1$d_H\n#define HEADER%1$d_H\n#include <stddef.h>\n".formatted(number));
    for (int line = 0; line < 30; line++) {
      text.append(
          """
          #define H%1$d_CONSTANT%2$d (%3$d)
          #define H%1$d_MIX%2$d(a, b) (((a) ^ H%1$d_CONSTANT%2$d) + (b))
          typedef struct { int kind; union { double number; void *pointer; } value; } h%1$d_t%2$d;
          static inline int h%1$d_get%2$d(const h%1$d_t%2$d *p) { return H%1$d_MIX%2$d(p->kind, 1); }
          """
              .formatted(number, line, random.nextInt(1_000_000)));
    }
    return text.append("#endif\n").toString();
  }

  private static String mainHeader(String declarations) {
    StringBuilder text = new StringBuilder("#include <stdint.h>\n#include <math.h>\n");
    for (int number = 0; number < HEADERS; number++) {
      text.append("#include \"header%d.h\"\n".formatted(number));
    }
    return text.append(declarations).toString();
  }

  private static String program(String name, String calls) {
    return """
        #include <stdio.h>
        #include "library.h"

        int main(void) {
          uint32_t sum = 1;
        %s  printf("%s %%u %%f\\n", sum, sqrt(sum));
          return 0;
        }
        """
        .formatted(calls, name);
  }

  private static String makefile(List<String> objects) {
    return """
        CC = gcc
        CFLAGS = -O2 -Wall
        OBJECTS = %s

        all: %2$s

        %2$s: %%: %%.o library.a
        \t$(CC) -o $@ $< library.a -lm

        library.a: $(OBJECTS)
        \tar rcD $@ $(OBJECTS)
        \tranlib -D $@

        %%.o: %%.c $(wildcard *.h)
        \t$(CC) $(CFLAGS) -c $< -o $@
        """
        .formatted(String.join(" ", objects), String.join(" ", PROGRAMS));
  }
}
