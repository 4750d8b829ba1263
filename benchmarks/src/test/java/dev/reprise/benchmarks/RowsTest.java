package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final List<String> NAMES = Rows.all().stream().map(Row::name).toList();

  @Test
  void namesDifferAndCanBeNamesOfDirectories() {
    assertThat(NAMES).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
  }

  @Test
  void theManualExplainsEachRowInTheirOrder() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "BENCHMARKS.md"));
    int begin = page.indexOf("## The rows");
    String table = page.substring(begin, page.indexOf("## ", begin + 1));

    assertThat(Pattern.compile("(?m)^\\| ([a-z][a-z0-9-]*) \\|").matcher(table).results())
        .extracting(result -> result.group(1))
        .isEqualTo(NAMES);
  }
}
