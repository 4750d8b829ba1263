package dev.reprise.kernel.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDisciplineTest {
  private static final int LOCAL_FLAGS = 12;

  private final Settings settings = new Settings();
  private final StringBuilder shown = new StringBuilder();
  private final List<Integer> signals = new ArrayList<>();
  private final LineDiscipline discipline =
      new LineDiscipline(
          settings,
          new LineDiscipline.Sides() {
            @Override
            public void put(byte[] bytes) {
              shown.append(new String(bytes, ISO_8859_1));
            }

            @Override
            public void flushOutput() {
              shown.setLength(0);
            }

            @Override
            public void signal(int signal) {
              signals.add(signal);
            }
          });

  private void type(String text) {
    discipline.type(text.getBytes(ISO_8859_1));
  }

  private String read() {
    byte[] taken = discipline.take(LineDiscipline.CAPACITY);
    return taken == null ? "nothing" : new String(taken, ISO_8859_1);
  }

  private void setLocal(int flags) {
    byte[] bytes = settings.toBytes();
    Bytes.putInt(bytes, LOCAL_FLAGS, flags);
    settings.set(bytes);
    discipline.settingsChanged();
  }

  @Test
  void aLineIsReadOnceItIsComplete() {
    type("on");
    assertThat(discipline.isReadable()).isFalse();
    type("e\rtwo\n");
    assertThat(read()).isEqualTo("one\n");
    assertThat(read()).isEqualTo("two\n");
    assertThat(read()).isEqualTo("nothing");
    assertThat(shown.toString()).isEqualTo("one\r\ntwo\r\n");
  }

  @Test
  void linesCanBeEdited() {
    type("ab\177c\n");
    assertThat(read()).isEqualTo("ac\n");
    type("some word\27else\n");
    assertThat(read()).isEqualTo("some else\n");
    type("all\25gone\n");
    assertThat(read()).isEqualTo("gone\n");
    assertThat(shown.toString()).startsWith("ab\b \bc\r\n");
  }

  @Test
  void anEndOfFileIsAnEmptyRead() {
    type("x\4\4");
    assertThat(read()).isEqualTo("x");
    assertThat(read()).isEmpty();
    assertThat(read()).isEqualTo("nothing");
  }

  @Test
  void controlCharactersSignalAndDropWhatWasTyped() {
    type("half\3");
    type("\34\32");
    assertThat(signals).containsExactly(2, 3, 20);
    type("rest\n");
    assertThat(read()).isEqualTo("rest\n");
  }

  @Test
  void aLiteralCharacterHasNoMeaning() {
    type("a\26\3b\n");
    assertThat(signals).isEmpty();
    assertThat(read()).isEqualTo("a\3b\n");
  }

  @Test
  void withoutLinesEverythingIsReadAtOnce() {
    type("pend");
    setLocal(0);
    assertThat(read()).isEqualTo("pend");
    type("\3x");
    assertThat(signals).isEmpty();
    assertThat(read()).isEqualTo("\3x");
  }

  @Test
  void aLineThatIsTooLongKeepsItsEnd() {
    type("x".repeat(5000) + "\n");
    assertThat(read()).hasSize(LineDiscipline.CAPACITY).endsWith("x\n");
  }
}
