package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsPageTest {
  @TempDir Path temporary;

  @Test
  void onlyWhatIsBetweenTheMarksIsReplaced() throws Exception {
    Path page = page("before\n" + DocsPage.BEGIN + "\nold\n" + DocsPage.END + "\nafter\n");

    DocsPage.update(page, "first\n");
    DocsPage.update(page, "second\n");

    assertThat(page)
        .hasContent("before\n" + DocsPage.BEGIN + "\n\nsecond\n\n" + DocsPage.END + "\nafter\n");
  }

  @Test
  void aPageWithoutMarksIsRefusedAndKept() throws Exception {
    Path page = page(DocsPage.END + DocsPage.BEGIN);

    assertThatThrownBy(() -> DocsPage.update(page, "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has not the lines");
    assertThat(page).hasContent(DocsPage.END + DocsPage.BEGIN);
  }

  @Test
  void thePageOfTheProjectHasTheMarks() throws Exception {
    Path page = Path.of("..", "docs", "PERFORMANCE.md");

    assertThat(DocsPage.replaced(page, "new\n")).contains(DocsPage.BEGIN + "\n\nnew\n\n");
  }

  private Path page(String text) throws IOException {
    return Files.writeString(temporary.resolve("page.md"), text);
  }
}
