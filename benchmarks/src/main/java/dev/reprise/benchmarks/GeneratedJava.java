package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/** Java classes with generics, lambdas and records, each of which uses earlier ones. */
final class GeneratedJava {
  private static final long SEED = 662_607;
  private static final int METHODS_PER_CLASS = 6;

  private GeneratedJava() {}

  /** So many source files, by their path beneath a source folder. */
  static SequencedMap<String, String> sources(int classes) {
    Random random = new Random(SEED);
    SequencedMap<String, String> sources = new LinkedHashMap<>();
    for (int number = 0; number < classes; number++) {
      sources.put(path(number) + ".java", source(number, random));
    }
    return sources;
  }

  /** The class files that the compiler makes of them, beneath its output folder. */
  static List<String> outputs(int classes) {
    List<String> outputs = new ArrayList<>();
    for (int number = 0; number < classes; number++) {
      outputs.add(path(number) + ".class");
      outputs.add(path(number) + "$Entry.class");
    }
    return outputs;
  }

  private static String path(int number) {
    return "example/p%d/Type%d".formatted(number % 10, number);
  }

  private static String name(int number) {
    return path(number).replace('/', '.');
  }

  private static String source(int number, Random random) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        package example.p%d;

        import java.util.*;

        public class Type%d<T extends Comparable<T>> {
          public record Entry<V>(String key, V value, int weight) {}

          private final Map<String, List<Entry<T>>> entries = new TreeMap<>();
        """
            .formatted(number % 10, number));
    for (int method = 0; method < METHODS_PER_CLASS; method++) {
      text.append(method(method, random));
    }
    // The very first class has no earlier one and uses itself.
    return text.append(user(name(random.nextInt(Math.max(1, number))), random))
        .append("}\n")
        .toString();
  }

  private static String method(int method, Random random) {
    return """

          public int update%1$d(Collection<? extends T> values, int limit) {
            int sum = %2$d;
            for (T value : values) {
              String key = value.toString() + sum;
              List<Entry<T>> list = entries.computeIfAbsent(key, k -> new ArrayList<>());
              switch (list.size() %% 3) {
                case 0 -> list.add(new Entry<>(key, value, key.length() * %3$d));
                case 1 -> sum += list.getFirst().weight();
                default -> throw new IllegalStateException("too many of " + key);
              }
              if (sum > limit && value.compareTo(list.getFirst().value()) < %4$d) {
                return sum;
              }
            }
            return sum;
          }
        """
        .formatted(method, random.nextInt(1_000), 1 + random.nextInt(30), random.nextInt(3) - 1);
  }

  private static String user(String earlier, Random random) {
    return """

          public Optional<Entry<T>> find(int weight) {
            int bound = new %1$s<Integer>().update%2$d(List.of(weight, %3$d), weight);
            return entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.weight() > bound)
                .findFirst();
          }
        """
        .formatted(earlier, random.nextInt(METHODS_PER_CLASS), random.nextInt(1_000));
  }
}
