package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.binary.MemoryOperand.Segment;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTest {
  private static final int RAX = 0;
  private static final int RSP = 4;
  private static final int RBP = 5;
  private static final int RSI = 6;
  private static final int RDI = 7;
  private static final int R9 = 9;
  private static final int R12 = 12;
  private static final int R13 = 13;

  private static @Nullable Effect effect(String hex) {
    byte[] code = HexFormat.ofDelimiter(" ").parseHex(hex);
    return Effect.of(code, code.length);
  }

  private static List<MemoryOperand> operands(String hex) {
    Effect effect = Objects.requireNonNull(effect(hex), hex);
    assertThat(effect.length()).isEqualTo(hex.split(" ").length);
    return effect.operands();
  }

  private static MemoryOperand flat(int base, long displacement, int size) {
    return new MemoryOperand(base, MemoryOperand.NONE, 0, displacement, Segment.FLAT, size);
  }

  @Test
  void aPauseIsAHintAndTouchesNothing() {
    assertThat(effect("f3 90")).isEqualTo(new Effect(2, true, List.of()));
    assertThat(effect("90")).isEqualTo(new Effect(1, false, List.of()));
  }

  @Test
  void operandsHaveTheSizeOfTheInstruction() {
    // mov 0x2ec6(%rip),%eax; the same with rax, ax, al
    int next = MemoryOperand.NEXT_INSTRUCTION;
    assertThat(operands("8b 05 c6 2e 00 00")).containsExactly(flat(next, 0x2ec6, 4));
    assertThat(operands("48 8b 05 c6 2e 00 00")).containsExactly(flat(next, 0x2ec6, 8));
    assertThat(operands("66 8b 05 c6 2e 00 00")).containsExactly(flat(next, 0x2ec6, 2));
    assertThat(operands("8a 05 c6 2e 00 00")).containsExactly(flat(next, 0x2ec6, 1));
  }

  @Test
  void addressesHaveBaseIndexAndDisplacement() {
    // mov -8(%rbp),%eax; mov (%rsp),%eax; mov 8(%r12),%eax; mov (%r13),%eax
    assertThat(operands("8b 45 f8")).containsExactly(flat(RBP, -8, 4));
    assertThat(operands("8b 04 24")).containsExactly(flat(RSP, 0, 4));
    assertThat(operands("41 8b 44 24 08")).containsExactly(flat(R12, 8, 4));
    assertThat(operands("41 8b 45 00")).containsExactly(flat(R13, 0, 4));
    // mov 0x10(%rsi,%r9,8),%rax; mov 0x1000(,%rdi,4),%eax
    assertThat(operands("4a 8b 44 ce 10"))
        .containsExactly(new MemoryOperand(RSI, R9, 3, 0x10, Segment.FLAT, 8));
    assertThat(operands("8b 04 bd 00 10 00 00"))
        .containsExactly(new MemoryOperand(MemoryOperand.NONE, RDI, 2, 0x1000, Segment.FLAT, 4));
    // mov %fs:0x28,%rax
    assertThat(operands("64 48 8b 04 25 28 00 00 00"))
        .containsExactly(
            new MemoryOperand(MemoryOperand.NONE, MemoryOperand.NONE, 0, 0x28, Segment.FS, 8));
  }

  @Test
  void anAddressIsComputedFromRegisters() {
    MemoryOperand operand = new MemoryOperand(RSI, R9, 3, -16, Segment.GS, 8);
    assertThat(operand.address(number -> number * 100L, 5, 7_000))
        .isEqualTo(7_000 + 600 + 7200 - 16);
    assertThat(flat(MemoryOperand.NEXT_INSTRUCTION, 4, 8).address(number -> 0, 5, 0)).isEqualTo(9);
  }

  @Test
  void stringsAndTheStackAreTouchedUnseen() {
    assertThat(operands("50")).containsExactly(flat(RSP, -8, 8));
    assertThat(operands("c3")).containsExactly(flat(RSP, 0, 8));
    assertThat(operands("e8 00 00 00 00")).containsExactly(flat(RSP, -8, 8));
    assertThat(operands("f3 aa")).containsExactly(flat(RDI, 0, 8));
    // push 8(%rax); call *8(%rax)
    assertThat(operands("ff 70 08")).containsExactly(flat(RSP, -8, 8), flat(RAX, 8, 8));
    assertThat(operands("ff 50 08")).containsExactly(flat(RSP, -8, 8), flat(RAX, 8, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "48 8d 45 f8", // lea -8(%rbp),%rax
        "0f 1f 40 00", // nop 0(%rax)
        "0f 18 08", // prefetcht0 (%rax)
        "0f ae f0", // mfence
        "89 c2", // mov %eax,%edx
        "75 fe" // jne
      })
  void addressesThatAreOnlyComputedAreNotTouched(String hex) {
    assertThat(operands(hex)).isEmpty();
  }

  @Test
  void lockedInstructionsTouchTheirOperand() {
    // xchg %eax,(%rax); lock cmpxchg %edx,(%rax); lock xadd %eax,(%rax); lock cmpxchg16b (%rax)
    assertThat(operands("87 00")).containsExactly(flat(RAX, 0, 4));
    assertThat(operands("f0 0f b1 10")).containsExactly(flat(RAX, 0, 4));
    assertThat(operands("f0 0f c1 00")).containsExactly(flat(RAX, 0, 4));
    assertThat(operands("f0 48 0f c7 08")).containsExactly(flat(RAX, 0, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0f 05", // syscall
        "0f 31", // rdtsc
        "0f 01 f9", // rdtscp
        "0f a2", // cpuid
        "0f c7 f0", // rdrand %eax
        "cc", // int3
        "cd 80", // int $0x80
        "9c", // pushf, which shows the trap flag
        "9d", // popf
        "0f ab 08", // bts %ecx,(%rax), which may be far from there
        "0f ae 00", // fxsave (%rax)
        "0f c7 20", // xsavec (%rax)
        "c5 f8 77", // vzeroupper
        "66 0f f7 c1", // maskmovdqu
        "67 8b 00", // mov (%eax),%eax
        "64 a4", // movsb %fs:(%rsi),(%rdi)
        "e4 10", // in
        "dd 30" // fnsave (%rax)
      })
  void whatIsAnEventOrNotModelledIsNotDescribed(String hex) {
    assertThat(effect(hex)).isNull();
  }
}
