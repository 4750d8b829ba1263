package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page of the documentation which this command writes, between two marks. */
final class DocsPage {
  static final String BEGIN = "<!-- Figures: written by benchmarks/run --update-docs -->";
  static final String END = "<!-- End of the figures -->";

  private DocsPage() {}

  /**
   * Puts new figures in the place of the old ones and leaves the rest of the page as it is.
   *
   * @throws IOException when the page cannot be read or written, or has not both marks
   */
  static void update(Path page, String figures) throws IOException {
    Files.writeString(page, replaced(page, figures));
  }

  /** The page with new figures. */
  static String replaced(Path page, String figures) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("%s has not the lines %s and %s".formatted(page, BEGIN, END));
    }
    return text.substring(0, begin) + BEGIN + "\n\n" + figures + "\n" + text.substring(end);
  }
}
