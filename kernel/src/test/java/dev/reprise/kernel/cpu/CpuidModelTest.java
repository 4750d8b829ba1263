package dev.reprise.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuidModelTest {
  private static final int EXTENDED = 0x8000_0000;

  private final CpuidModel model = new CpuidModel(4);

  @Test
  void vendorAndBrandAreReadable() {
    CpuidResult first = model.answer(0, 0);
    assertEquals("GenuineIntel", text(first.ebx(), first.edx(), first.ecx()));
    StringBuilder brand = new StringBuilder();
    for (int leaf = EXTENDED + 2; leaf <= EXTENDED + 4; leaf++) {
      CpuidResult part = model.answer(leaf, 0);
      brand.append(text(part.eax(), part.ebx(), part.ecx(), part.edx()));
    }
    assertEquals("Reprise Virtual CPU", brand.toString().replace("\0", ""));
  }

  @Test
  void signatureSaysWestmere() {
    assertEquals(0x206c2, model.answer(1, 0).eax());
  }

  @Test
  void nothingThatAnswersDifferentlyEachTimeIsAdvertised() {
    int xsave = 1 << 26;
    int osxsave = 1 << 27;
    int avx = 1 << 28;
    int rdrand = 1 << 30;
    int hypervisor = 1 << 31;
    assertEquals(0, model.answer(1, 0).ecx() & (xsave | osxsave | avx | rdrand | hypervisor));
    assertEquals(CpuidResult.ZERO, model.answer(7, 0), "RDSEED, TSX, AVX2");
  }

  @Test
  void whatIsMissingIsAnsweredAsTheHighestBasicLeaf() {
    CpuidResult highest = model.answer(CpuidModel.MAXIMUM_LEAF, 1);
    assertEquals(highest, model.answer(0xd, 1));
    assertEquals(highest, model.answer(0x4000_0000, 1));
    assertEquals(highest, model.answer(0x8000_0009, 1));
    assertEquals(highest, model.answer(-1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 64, 300})
  void loopsOverCachesAndLevelsEnd(int cpus) {
    CpuidModel other = new CpuidModel(cpus);
    int caches = 0;
    while ((other.answer(4, caches).eax() & 0x1f) != 0) {
      caches++;
    }
    assertEquals(4, caches);
    int levels = 0;
    while ((other.answer(0xb, levels).ecx() & 0xff00) != 0) {
      assertNotEquals(0, other.answer(0xb, levels).ebx());
      levels++;
    }
    assertEquals(2, levels);
    assertEquals(cpus, other.answer(0xb, 1).ebx());
  }

  @Test
  void cachesHaveTheSizesThatLeafTwoSays() {
    int[] kib = {32, 32, 256, 8192};
    for (int i = 0; i < kib.length; i++) {
      CpuidResult cache = model.answer(4, i);
      int ways = (cache.ebx() >>> 22) + 1;
      int line = (cache.ebx() & 0xfff) + 1;
      assertEquals(kib[i] * 1024, ways * line * (cache.ecx() + 1));
    }
  }

  private static String text(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putInt(word);
    }
    return new String(bytes.array(), StandardCharsets.US_ASCII);
  }
}
