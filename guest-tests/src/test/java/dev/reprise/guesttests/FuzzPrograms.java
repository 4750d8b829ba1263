package dev.reprise.guesttests;

import dev.reprise.guesttests.GuestProgram.Kind;
import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The C programs of {@code src/main/fuzz}, which take their work as arguments. */
final class FuzzPrograms {

  private static final Path SOURCES = Path.of("src/main/fuzz").toAbsolutePath();

  private FuzzPrograms() {}

  /** Puts the compiled program into the directory, beside a table of all calls. */
  static void install(String name, Path directory) throws IOException, InterruptedException {
    copy(compile(name, Variant.DYNAMIC), directory.resolve(name));
    Files.write(directory.resolve("table"), CallTable.lines());
  }

  static Path compile(String name, Variant variant) throws IOException, InterruptedException {
    Path source = SOURCES.resolve(name + ".c");
    GuestProgram program =
        new GuestProgram(name, source, "", Kind.SEMANTICS, "", List.of(), 0, "", List.of(variant));
    return GuestCompiler.compile(program, variant);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
