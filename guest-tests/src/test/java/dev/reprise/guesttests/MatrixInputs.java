package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the real commands find in their working directories: generated, the same each time. */
enum MatrixInputs implements RunInputs {
  NOTHING {
    @Override
    SortedMap<String, String> files() {
      return new TreeMap<>();
    }
  },

  /** Two hundred small files in twenty directories. */
  TREE {
    @Override
    SortedMap<String, String> files() {
      SortedMap<String, String> files = new TreeMap<>();
      Random random = new Random(1);
      for (int i = 0; i < 200; i++) {
        String path = "tree/d" + i % 20 + "/file" + i + ".txt";
        files.put(path, ("line " + random.nextInt() + "\n").repeat(1 + random.nextInt(100)));
      }
      return files;
    }
  },

  /** A million lines in no order. */
  LINES {
    @Override
    SortedMap<String, String> files() {
      Random random = new Random(2);
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 1_000_000; i++) {
        lines.append(random.nextInt(10_000_000)).append('\n');
      }
      return new TreeMap<>(Map.of("lines.txt", lines.toString()));
    }
  },

  /** One C file of more than 2,000 lines. */
  LARGE_SOURCE {
    @Override
    SortedMap<String, String> files() {
      StringBuilder source = new StringBuilder("#include <stdio.h>\n");
      for (int i = 0; i < 330; i++) {
        source.append(
            """
            static int f%1$d(int x) {
              int sum = %1$d;
              for (int i = 0; i < x; i++) sum += i * %1$d ^ x;
              return sum;
            }

            """
                .formatted(i));
      }
      source.append("int main(void) {\n  long total = 0;\n");
      for (int i = 0; i < 330; i++) {
        source.append("  total += f").append(i).append("(10);\n");
      }
      source.append("  printf(\"%ld\\n\", total);\n  return 0;\n}\n");
      return new TreeMap<>(Map.of("large.c", source.toString()));
    }
  },

  /** A program of twelve C files with a header and a Makefile. */
  PROJECT {
    @Override
    SortedMap<String, String> files() {
      SortedMap<String, String> files = new TreeMap<>();
      StringBuilder header = new StringBuilder();
      StringBuilder sum = new StringBuilder("0");
      for (int i = 0; i < 12; i++) {
        header.append("int part").append(i).append("(int x);\n");
        sum.append(" + part").append(i).append("(2)");
        files.put(
            "part" + i + ".c",
            "#include \"parts.h\"\nint part" + i + "(int x) { return x * " + i + "; }\n");
      }
      files.put("parts.h", header.toString());
      files.put(
          "main.c",
          "#include <stdio.h>\n#include \"parts.h\"\n"
              + "int main(void) { printf(\"%d\\n\", "
              + sum
              + "); return 0; }\n");
      files.put(
          "Makefile",
          """
          objects := main.o $(foreach n,0 1 2 3 4 5 6 7 8 9 10 11,part$n.o)
          sum: $(objects)
          \tgcc -o $@ $^
          %.o: %.c parts.h
          \tgcc -O1 -c -o $@ $<
          """);
      return files;
    }
  };

  private @Nullable SortedMap<String, byte[]> made;

  /** Makes the content of each file by its path beneath the working directory. */
  abstract SortedMap<String, String> files();

  /** The files, made once. */
  @Override
  public synchronized SortedMap<String, byte[]> contents() {
    SortedMap<String, byte[]> known = made;
    if (known == null) {
      known = new TreeMap<>();
      for (Map.Entry<String, String> file : files().entrySet()) {
        known.put(file.getKey(), file.getValue().getBytes(UTF_8));
      }
      made = known;
    }
    return known;
  }
}
