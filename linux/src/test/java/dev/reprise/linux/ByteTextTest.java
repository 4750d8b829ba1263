package dev.reprise.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteTextTest {
  @Test
  void textIsText() {
    String text = "a ü € 😀";
    assertThat(ByteText.of(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(ByteText.bytes(text)).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void aByteThatIsNoTextIsALoneSurrogate() {
    assertThat(ByteText.of(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\udcffb");
    assertThat(ByteText.of(new byte[] {(byte) 0xe2, (byte) 0x82, 'x'})).isEqualTo("\udce2\udc82x");
  }

  @Test
  void anyBytesComeBack() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      assertThat(ByteText.bytes(ByteText.of(bytes))).isEqualTo(bytes);
    }
  }

  /** UTF-8 forbids the encoded forms of surrogates, so that these stay apart from ours. */
  @Test
  void anEncodedSurrogateComesBack() {
    byte[] bytes = {(byte) 0xed, (byte) 0xb3, (byte) 0xbf};
    assertThat(ByteText.bytes(ByteText.of(bytes))).isEqualTo(bytes);
  }

  @Test
  void aFileOfAnyNameIsFoundUnderItsText(@TempDir Path folder) throws Exception {
    String name = "%20 ?#\udcff\udc80ü\n\"";
    Path file = ByteText.path(ByteText.of(folder) + "/" + name);
    Files.createFile(file);
    try (var listed = Files.list(folder)) {
      Path entry = listed.findFirst().orElseThrow();
      assertThat(entry).isEqualTo(file);
      assertThat(ByteText.of(entry.getFileName())).isEqualTo(name);
      assertThat(ByteText.of(entry)).isEqualTo(ByteText.of(folder) + "/" + name);
    }
    assertThat(ByteText.path("../a\udcff/b").getNameCount()).isEqualTo(3);
    assertThat(ByteText.of(ByteText.path("../a\udcff/b").getName(1))).isEqualTo("a\udcff");
  }

  @Test
  void oddNamesAreQuoted() {
    assertThat(ByteText.quoted("/a b/ü")).isEqualTo("/a b/ü");
    assertThat(ByteText.quoted("/a\"\\\n\t\u0001ü\udcff"))
        .isEqualTo("\"/a\\\"\\\\\\n\\t\\001ü\\377\"");
  }
}
