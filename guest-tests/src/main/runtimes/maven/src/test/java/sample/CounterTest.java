package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {

  @Test
  void countsOnThreads() throws Exception {
    assertEquals(40_000, Counter.count(4, 10_000));
  }

  @Test
  void writesFiles(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertNotNull(Files.getLastModifiedTime(file));
    System.out.println(directory + " " + System.nanoTime());
  }
}
