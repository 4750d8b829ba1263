package dev.reprise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Options under a common heading. They are described by calls and not by annotations, and grouped
 * by us and not by picocli: searching classes by reflection and composing the synopses of groups
 * would be felt in a command that starts in a tenth of a second.
 */
final class Options {

  private final String heading;
  private final List<OptionSpec> specs = new ArrayList<>();

  Options(String heading) {
    this.heading = heading;
  }

  /** What the options have in common, a few words without a colon. */
  String heading() {
    return heading;
  }

  /** The options, in the order of the help text. */
  List<OptionSpec> specs() {
    return specs;
  }

  /** An option with a value; given several times, {@code use} gets each value in turn. */
  <T> Options value(
      String names, String label, String text, Function<String, T> parse, Consumer<T> use) {
    return add(names, label, text, parse, use, List.of());
  }

  /** An option whose value is one of an enum's constants. */
  <E extends Enum<E>> Options word(String names, String text, Class<E> type, Consumer<E> use) {
    List<String> words = Values.words(type);
    String label = String.join("|", words);
    return add(names, label, text, word -> Values.word(type, word), use, words);
  }

  /** An option without a value. */
  Options flag(String names, String text, Runnable use) {
    Consumer<Boolean> whenSet =
        set -> {
          if (set) {
            use.run();
          }
        };
    specs.add(
        OptionSpec.builder(names.split(" "))
            .type(boolean.class)
            .arity("0")
            .description(text)
            .setter(new Setter<>(whenSet))
            .build());
    return this;
  }

  private <T> Options add(
      String names,
      String label,
      String text,
      Function<String, T> parse,
      Consumer<T> use,
      List<String> candidates) {
    OptionSpec.Builder option =
        OptionSpec.builder(names.split(" "))
            .type(Object.class)
            .arity("1")
            .paramLabel(label)
            .description(text)
            .converters(new Parser<>(parse))
            .setter(new Setter<>(use));
    if (!candidates.isEmpty()) {
      option.completionCandidates(candidates);
    }
    specs.add(option.build());
    return this;
  }

  /** Turns a text into a value, or into a message for the user. */
  private record Parser<T>(Function<String, T> parse) implements ITypeConverter<T> {
    @Override
    public T convert(String text) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Hands on what the parser found; null, its initial value, is no value. */
  private record Setter<V>(Consumer<V> use) implements ISetter {
    @Override
    @SuppressWarnings("unchecked") // The option's own converter made the value.
    public <T> T set(T value) {
      if (value != null) {
        use.accept((V) value);
      }
      return value;
    }
  }
}
