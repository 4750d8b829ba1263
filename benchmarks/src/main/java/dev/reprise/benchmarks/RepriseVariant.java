package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user writes to have Reprise measured in some way, {@code NAME[@LAUNCHER][:OPTIONS]}:
 * with options of {@code reprise run}, or from another checkout, beside others in one session.
 */
final class RepriseVariant {
  private static final Pattern FORM =
      Pattern.compile("(?<name>[A-Za-z0-9._-]+)(?:@(?<launcher>[^:]+))?(?::(?<options>.*))?");

  private RepriseVariant() {}

  /**
   * The tool that a text describes.
   *
   * @param text the name, which becomes the title of a column, and the options, separated by blanks
   * @param launcher what starts Reprise when the text does not say
   * @throws IllegalArgumentException with a message for the user when the text has another form
   */
  static Tool parse(String text, Path launcher) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not NAME[@LAUNCHER][:OPTIONS] with a name of letters, digits and ._-"
              .formatted(text));
    }
    String name = matcher.group("name");
    if (name.equals(Tool.NATIVE.label()) || name.equals(Tool.STRACE.label())) {
      throw new IllegalArgumentException("the name '%s' is taken".formatted(name));
    }
    String place = matcher.group("launcher");
    String options = matcher.group("options");
    return Tool.reprise(
        name,
        place == null ? launcher : Path.of(place).toAbsolutePath().normalize(),
        options == null || options.isBlank() ? List.of() : List.of(options.strip().split("\\s+")));
  }
}
