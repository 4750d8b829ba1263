package dev.reprise.benchmarks;

import java.util.Locale;
import java.util.Random;

/**
 * C source with loops, branches, calls and array accesses, so that an optimizing compiler has as
 * much to do as with written code. The same arguments give the same text on every JDK.
 */
final class GeneratedSource {
  private static final long SEED = 3_141_592;
  private static final int LINES_BEFORE_FUNCTIONS = 10;
  private static final int LINES_PER_FUNCTION = 10;
  private static final String[] OPERATORS = {"+", "-", "*", "^", "&", "|"};

  private GeneratedSource() {}

  /**
   * One file of exactly this many lines.
   *
   * @param lines at least 20, and a multiple of 10
   */
  static String file(int lines) {
    if (lines < LINES_BEFORE_FUNCTIONS + LINES_PER_FUNCTION || lines % LINES_PER_FUNCTION != 0) {
      throw new IllegalArgumentException("lines must be a multiple of 10 from 20 on: " + lines);
    }
    return functions("f", (lines - LINES_BEFORE_FUNCTIONS) / LINES_PER_FUNCTION, SEED);
  }

  /**
   * A file of functions, named by the prefix and a number; a function may call the one before it.
   *
   * @param prefix what the names begin with
   * @param count how many functions, at least 1
   * @param seed decides the bodies
   */
  static String functions(String prefix, int count, long seed) {
    Random random = new Random(seed);
    StringBuilder source = new StringBuilder(preamble(prefix));
    for (int number = 0; number < count; number++) {
      source.append(function(prefix, number, random));
    }
    return source.toString();
  }

  private static String preamble(String prefix) {
    return """
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        static uint32_t %1$s_table[256];

        uint32_t %1$s_look(uint32_t index) {
          return %1$s_table[index & 255];
        }
        """
        .formatted(prefix);
  }

  private static String function(String prefix, int number, Random random) {
    String earlier = number == 0 ? prefix + "_look(sum)" : prefix + "_" + (number - 1) + "(sum, a)";
    String text =
        """
        uint32_t %1$s_%2$d(uint32_t a, uint32_t b) {
          uint32_t sum = a %3$s b;
          for (uint32_t i = 0; i < %4$du; i++) {
            sum += (%1$s_table[(a + i) & 255] %5$s b) %6$s %7$du;
            %1$s_table[sum & 255] = sum ^ (i << %8$d);
            if ((sum & %9$du) == 0) sum %3$s= b + i;
          }
          if (sum == %7$du) sum += %10$s;
          return sum;
        }
        """;
    return String.format(
        Locale.ROOT,
        text,
        prefix,
        number,
        operator(random),
        2 + random.nextInt(62),
        operator(random),
        operator(random),
        random.nextInt(1 << 30),
        1 + random.nextInt(15),
        1 + random.nextInt(255),
        earlier);
  }

  private static String operator(Random random) {
    return OPERATORS[random.nextInt(OPERATORS.length)];
  }
}
