package dev.reprise.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingsReaderTest {
  private static final int MAPPINGS = 1000;

  /** A process with more mappings than fit in the reader's first buffer: ours. */
  @Test
  void readsMoreThanFitsAtFirst(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("mapped often"), new byte[4096]);
    List<ByteBuffer> mappings = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < MAPPINGS; i++) {
        mappings.add(channel.map(MapMode.READ_ONLY, 0, 4096));
      }
    }
    String text = new MappingsReader().read((int) ProcessHandle.current().pid());
    assertTrue(text.endsWith("\n"));
    long found = text.lines().filter(line -> line.endsWith("mapped often")).count();
    assertEquals(mappings.size(), found);
  }
}
