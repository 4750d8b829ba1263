package dev.reprise.engine;

import dev.reprise.kernel.runtime.CompiledModule;
import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The sources of Python whose time says that a compiled module was made of them as they are. */
final class CompiledSources {
  private CompiledSources() {}

  /** Those that have their compiled modules among some files. */
  static Set<Path> among(List<Path> files) throws IOException {
    Set<Path> sources = new HashSet<>();
    for (Path file : files) {
      String path = ByteText.of(file);
      if (!CompiledModule.isName(path) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      Path source = ByteText.path(CompiledModule.sourceOf(path));
      if (Files.isRegularFile(source) && isMadeOf(file, source)) {
        sources.add(source);
        sources.add(source.toRealPath());
      }
    }
    return sources;
  }

  private static boolean isMadeOf(Path file, Path source) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(source, BasicFileAttributes.class);
    try (InputStream in = Files.newInputStream(file)) {
      CompiledModule module = CompiledModule.parse(in.readNBytes(CompiledModule.HEAD_SIZE));
      long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      return module != null && module.isOf(modified, attributes.size());
    }
  }
}
