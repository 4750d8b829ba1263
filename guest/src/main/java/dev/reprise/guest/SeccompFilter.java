package dev.reprise.guest;

import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The classic BPF program which decides, in the host kernel, which system calls stop in the tracer.
 *
 * <p>It fails closed: only calls on its list run without a stop. Calls through the 32-bit entry are
 * answered with SIGSYS.
 */
public final class SeccompFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_GREATER = 0x25;
  private static final int RETURN = 0x06;

  private static final int OFFSET_NR = 0;
  private static final int OFFSET_ARCH = 4;
  private static final int OFFSET_INSTRUCTION = 8;
  private static final int OFFSET_ARGS = 16;

  private static final int ARCH_X86_64 = 0xC000003E;

  private static final int RETURN_ALLOW = 0x7fff0000;
  private static final int RETURN_TRACE = 0x7ff00000;
  private static final int RETURN_TRAP = 0x00030000;
  private static final int RETURN_ERRNO = 0x00050000;

  private final List<long[]> instructions = new ArrayList<>();

  /** The calls that never stop, and those which may run without a stop. */
  private final List<Integer> allowed = new ArrayList<>();

  private final BitSet exceptions = new BitSet();

  /** A filter that lets everything stop. */
  public SeccompFilter() {
    emit(LOAD, 0, 0, OFFSET_ARCH);
    emit(JUMP_IF_EQUAL, 1, 0, ARCH_X86_64);
    emit(RETURN, 0, 0, RETURN_TRAP);
    emit(LOAD, 0, 0, OFFSET_NR);
  }

  /** Lets a call run without a stop. */
  public SeccompFilter allow(int nr) {
    allowed.add(nr);
    exceptions.set(nr);
    emit(JUMP_IF_EQUAL, 0, 1, nr);
    emit(RETURN, 0, 0, RETURN_ALLOW);
    return this;
  }

  /** Answers a call with an error, without a stop. */
  public SeccompFilter refuse(int nr, int errno) {
    exceptions.set(nr);
    emit(JUMP_IF_EQUAL, 0, 1, nr);
    emit(RETURN, 0, 0, RETURN_ERRNO | errno);
    return this;
  }

  /** Lets a call run without a stop when all conditions hold that are added to the case. */
  public Case when(int nr) {
    return new Case(nr);
  }

  /** A case in which a call runs without a stop. */
  public final class Case {
    private static final int FAILS = -1;

    private final int nr;
    private final List<long[]> tests = new ArrayList<>();

    private Case(int nr) {
      this.nr = nr;
    }

    /** An argument is one of these values. */
    public Case oneOf(int argument, List<Long> values) {
      int left = values.size();
      for (long value : values) {
        // Loaded anew for each: such a case is rare, and jumps stay within it.
        load(argument, 4);
        int next = --left == 0 ? FAILS : 2;
        test(JUMP_IF_EQUAL, 0, next, (int) (value >>> 32));
        load(argument, 0);
        test(JUMP_IF_EQUAL, 4 * left, left == 0 ? FAILS : 0, (int) value);
      }
      return this;
    }

    /** An argument is not above a limit, both without a sign. */
    public Case atMost(int argument, long limit) {
      int high = (int) (limit >>> 32);
      load(argument, 4);
      test(JUMP_IF_GREATER, FAILS, 0, high);
      test(JUMP_IF_EQUAL, 0, 2, high);
      load(argument, 0);
      test(JUMP_IF_GREATER, FAILS, 0, (int) limit);
      return this;
    }

    private void load(int argument, int offset) {
      test(LOAD, 0, 0, OFFSET_ARGS + 8 * argument + offset);
    }

    private void test(int code, int jumpTrue, int jumpFalse, int value) {
      tests.add(new long[] {code, jumpTrue, jumpFalse, value});
    }

    /** The case is complete. */
    public SeccompFilter allow() {
      int size = tests.size();
      exceptions.set(nr);
      emit(JUMP_IF_EQUAL, 0, size + 2, nr);
      for (int i = 0; i < size; i++) {
        long[] test = tests.get(i);
        // To behind the permission, where the number is loaded again.
        int failure = size - i;
        emit(
            (int) test[0],
            test[1] == FAILS ? failure : (int) test[1],
            test[2] == FAILS ? failure : (int) test[2],
            (int) test[3]);
      }
      emit(RETURN, 0, 0, RETURN_ALLOW);
      emit(LOAD, 0, 0, OFFSET_NR);
      return SeccompFilter.this;
    }
  }

  /**
   * Lets all calls run without a stop that are made at an address.
   *
   * @param address of a {@code syscall} instruction of ours
   */
  public SeccompFilter allowAt(long address) {
    return allowValue(OFFSET_INSTRUCTION, address + Tracee.SYSCALL_LENGTH);
  }

  /** Lets a call run without a stop when it is one of a {@link CallSequence}. */
  public SeccompFilter allowMarked(int nr) {
    exceptions.set(nr);
    emit(JUMP_IF_EQUAL, 0, 5, nr);
    return allowValue(OFFSET_ARGS + 8 * CallSequence.MARKED_ARGUMENT, CallSequence.MARK);
  }

  /** The numbers of the calls that never stop. */
  List<Integer> allowedNumbers() {
    return List.copyOf(allowed);
  }

  /**
   * Whether a call of a program's own stops, by the same instructions as the host's decision.
   *
   * @param register the program's registers, by their offsets in {@link UserRegs}
   */
  boolean stops(long nr, IntToLongFunction register) {
    if (nr < 0 || nr > Integer.MAX_VALUE || !exceptions.get((int) nr)) {
      return true;
    }
    int value = 0;
    for (int i = 0; i < instructions.size(); i++) {
      long[] instruction = instructions.get(i);
      int operand = (int) instruction[3];
      switch ((int) instruction[0]) {
        case LOAD -> value = load(operand, (int) nr, register);
        case JUMP_IF_EQUAL -> i += (int) instruction[value == operand ? 1 : 2];
        case JUMP_IF_GREATER ->
            i += (int) instruction[Integer.compareUnsigned(value, operand) > 0 ? 1 : 2];
        case RETURN -> {
          return operand == RETURN_TRACE;
        }
        default -> throw new IllegalStateException("no instruction of a filter");
      }
    }
    return true;
  }

  private static int load(int offset, int nr, IntToLongFunction register) {
    if (offset >= OFFSET_ARGS) {
      long argument = register.applyAsLong(UserRegs.argument((offset - OFFSET_ARGS) / Long.BYTES));
      return (int) (offset % Long.BYTES == 0 ? argument : argument >>> 32);
    }
    return switch (offset) {
      case OFFSET_NR -> nr;
      case OFFSET_ARCH -> ARCH_X86_64;
      // No place at which calls are made for us.
      default -> 0;
    };
  }

  private SeccompFilter allowValue(int offset, long value) {
    emit(LOAD, 0, 0, offset);
    emit(JUMP_IF_EQUAL, 0, 3, (int) value);
    emit(LOAD, 0, 0, offset + 4);
    emit(JUMP_IF_EQUAL, 0, 1, (int) (value >>> 32));
    emit(RETURN, 0, 0, RETURN_ALLOW);
    emit(LOAD, 0, 0, OFFSET_NR);
    return this;
  }

  private void emit(int code, int jumpTrue, int jumpFalse, int value) {
    instructions.add(new long[] {code, jumpTrue, jumpFalse, value});
  }

  /**
   * Installs the filter in a stopped tracee, for good, for it and all that come from it.
   *
   * @param scratch the address of at least 8 KiB of writable memory in it
   */
  public void install(Tracee tracee, long scratch) {
    emit(RETURN, 0, 0, RETURN_TRACE);
    ByteBuffer program =
        ByteBuffer.allocate(16 + 8 * instructions.size()).order(ByteOrder.LITTLE_ENDIAN);
    program.putLong(instructions.size()).putLong(scratch + 16);
    for (long[] instruction : instructions) {
      program.putShort((short) instruction[0]);
      program.put((byte) instruction[1]).put((byte) instruction[2]).putInt((int) instruction[3]);
    }
    tracee.memory().write(scratch, program.array(), 0, program.capacity());
    tracee.require("no_new_privs", dev.reprise.linux.Nr.PRCTL, 38, 1, 0, 0, 0);
    tracee.require("seccomp", dev.reprise.linux.Nr.SECCOMP, 1, 0, scratch, 0, 0);
    tracee.setFiltered();
  }
}
