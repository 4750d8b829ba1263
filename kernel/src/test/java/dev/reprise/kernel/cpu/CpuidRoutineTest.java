package dev.reprise.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuidRoutineTest {
  private static final int[] SUBLEAFS = {0, 1, 2, 3, 4, 5, 255, 256, 0x1234_5678, -1};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void answersAsTheModel(int cpus) {
    CpuidModel model = new CpuidModel(cpus);
    byte[] code = CpuidRoutine.of(model);
    for (int base : new int[] {0, 0x4000_0000, 0x8000_0000, 0xc000_0000, -16}) {
      for (int leaf = base - 2; leaf != base + 0x30; leaf++) {
        for (int subleaf : SUBLEAFS) {
          CpuidResult answer = new Interpreter(code, leaf, subleaf).run();
          String what = Integer.toHexString(leaf) + "." + Integer.toHexString(subleaf);
          assertEquals(model.answer(leaf, subleaf), answer, what);
        }
      }
    }
  }

  @Test
  void beginsWithTheFirstLeaf() {
    byte[] code = CpuidRoutine.of(new CpuidModel(1));
    byte[] start = {
      (byte) 0x9c, // pushfq
      0x3d,
      0,
      0,
      0,
      0, // cmp $0, %eax
      0x0f,
      (byte) 0x84,
      5,
      0,
      0,
      0, // je, beyond the next
      (byte) 0xe9,
      22,
      0,
      0,
      0, // jmp
      (byte) 0xb8,
      0xb,
      0,
      0,
      0, // mov $11, %eax
      (byte) 0xbb,
      'G',
      'e',
      'n',
      'u' // mov, %ebx
    };
    assertArrayEquals(start, Arrays.copyOf(code, start.length));
  }

  /** Runs the few instructions of which the routine is made. */
  private static final class Interpreter {
    private final byte[] code;
    private final int[] registers = new int[4];
    private int at;
    private int left;
    private int right;
    private int pushed;

    Interpreter(byte[] code, int eax, int ecx) {
      this.code = code;
      registers[0] = eax;
      registers[1] = ecx;
    }

    CpuidResult run() {
      while (true) {
        int opcode = code[at++] & 0xff;
        switch (opcode) {
          case 0x9c -> pushed++;
          case 0x9d -> pushed--;
          case 0x3d -> compare(registers[0]);
          case 0x81 -> {
            assertEquals((byte) 0xf9, code[at++]);
            compare(registers[1]);
          }
          case 0x0f -> escaped(code[at++] & 0xff);
          case 0xe9 -> jumpIf(true);
          case 0xb8, 0xb9, 0xba, 0xbb -> registers[opcode - 0xb8] = number();
          case 0xc3 -> {
            assertEquals(0, pushed);
            return new CpuidResult(registers[0], registers[3], registers[1], registers[2]);
          }
          default -> throw new AssertionError("opcode " + opcode);
        }
      }
    }

    private void escaped(int opcode) {
      switch (opcode) {
        case 0x82 -> jumpIf(Integer.compareUnsigned(left, right) < 0);
        case 0x84 -> jumpIf(left == right);
        case 0x86 -> jumpIf(Integer.compareUnsigned(left, right) <= 0);
        case 0xb6 -> {
          assertEquals((byte) 0xc9, code[at++]);
          registers[1] &= 0xff;
        }
        default -> throw new AssertionError("opcode 0f " + opcode);
      }
    }

    private void compare(int value) {
      left = value;
      right = number();
    }

    private void jumpIf(boolean condition) {
      int distance = number();
      at += condition ? distance : 0;
    }

    private int number() {
      int value = 0;
      for (int i = 0; i < 4; i++) {
        value |= (code[at++] & 0xff) << 8 * i;
      }
      return value;
    }
  }
}
