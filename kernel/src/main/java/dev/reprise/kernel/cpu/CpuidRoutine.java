package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;

/**
 * Machine code which answers as {@link CpuidModel} does: a function without arguments that changes
 * what cpuid changes, and below the stack pointer.
 *
 * <p>It compares EAX with each leaf, and ECX with each subleaf where there are any, and loads
 * constants. What is not listed is answered by its range.
 */
final class CpuidRoutine {
  private static final int PUSHFQ = 0x9c;
  private static final int POPFQ = 0x9d;
  private static final int RET = 0xc3;
  private static final int[] CMP_EAX = {0x3d};
  private static final int[] CMP_ECX = {0x81, 0xf9};
  private static final int[] JE = {0x0f, 0x84};
  private static final int[] JBE = {0x0f, 0x86};
  private static final int[] JB = {0x0f, 0x82};
  private static final int MOV_EAX = 0xb8;
  private static final int MOV_ECX = 0xb9;
  private static final int MOV_EDX = 0xba;
  private static final int MOV_EBX = 0xbb;
  private static final int[] MOVZX_ECX_CL = {0x0f, 0xb6, 0xc9};

  private final CpuidModel model;
  private final Assembler assembler = new Assembler();

  private CpuidRoutine(CpuidModel model) {
    this.model = model;
  }

  /** The code, which can run at any address. */
  static byte[] of(CpuidModel model) {
    CpuidRoutine routine = new CpuidRoutine(model);
    routine.emit();
    return routine.assembler.code();
  }

  private void emit() {
    assembler.bytes(PUSHFQ);
    leafs(0, CpuidModel.MAXIMUM_LEAF);
    leafs(CpuidModel.EXTENDED, CpuidModel.EXTENDED_MAXIMUM);
    int basic = jumpIf(CMP_EAX, CpuidModel.MAXIMUM_LEAF, JBE);
    int between = jumpIf(CMP_EAX, CpuidModel.EXTENDED, JB);
    int extended = jumpIf(CMP_EAX, CpuidModel.EXTENDED_MAXIMUM, JBE);
    assembler.land(between);
    subleafs(CpuidModel.MAXIMUM_LEAF);
    assembler.land(basic);
    assembler.land(extended);
    answer(CpuidResult.ZERO);
  }

  /** Those which are not all zeros. */
  private void leafs(int first, int last) {
    for (int leaf = first; leaf <= last; leaf++) {
      boolean hasSubleafs = CpuidModel.subleafs(leaf) != 0;
      if (hasSubleafs || !model.answer(leaf, 0).isZero()) {
        int here = jumpIf(CMP_EAX, leaf, JE);
        int others = assembler.jump(0xe9);
        assembler.land(here);
        if (hasSubleafs) {
          subleafs(leaf);
        } else {
          answer(model.answer(leaf, 0));
        }
        assembler.land(others);
      }
    }
  }

  private void subleafs(int leaf) {
    int count = CpuidModel.subleafs(leaf);
    int[] jumps = new int[count];
    for (int i = 0; i < count; i++) {
      jumps[i] = jumpIf(CMP_ECX, i, JE);
    }
    if (leaf == CpuidModel.MAXIMUM_LEAF) {
      // The levels beyond the last say which they are, in the lowest byte.
      assembler.bytes(MOVZX_ECX_CL).bytes(MOV_EAX).number(0);
      assembler.bytes(MOV_EBX).number(0).bytes(MOV_EDX).number(0).bytes(POPFQ, RET);
    } else {
      answer(CpuidResult.ZERO);
    }
    for (int i = 0; i < count; i++) {
      assembler.land(jumps[i]);
      answer(model.answer(leaf, i));
    }
  }

  private int jumpIf(int[] compare, int value, int[] condition) {
    assembler.bytes(compare).number(value);
    return assembler.jump(condition);
  }

  /** The upper halves of the registers become zero, as by the instruction itself. */
  private void answer(CpuidResult result) {
    assembler.bytes(MOV_EAX).number(result.eax()).bytes(MOV_EBX).number(result.ebx());
    assembler.bytes(MOV_ECX).number(result.ecx()).bytes(MOV_EDX).number(result.edx());
    assembler.bytes(POPFQ, RET);
  }
}
