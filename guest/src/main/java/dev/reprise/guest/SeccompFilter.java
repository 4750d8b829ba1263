package dev.reprise.guest;

import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
  private static final int RETURN = 0x06;

  private static final int OFFSET_NR = 0;
  private static final int OFFSET_ARCH = 4;
  private static final int OFFSET_INSTRUCTION = 8;
  private static final int OFFSET_ARGS = 16;

  private static final int ARCH_X86_64 = 0xC000003E;

  private static final int RETURN_ALLOW = 0x7fff0000;
  private static final int RETURN_TRACE = 0x7ff00000;
  private static final int RETURN_TRAP = 0x00030000;

  private final List<long[]> instructions = new ArrayList<>();
  private final List<Integer> allowed = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();

  /** A call that stops unless an argument has one of some values. */
  private record Condition(int nr, int argument, List<Long> values) {}

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
    emit(JUMP_IF_EQUAL, 0, 1, nr);
    emit(RETURN, 0, 0, RETURN_ALLOW);
    return this;
  }

  /** Lets a call run without a stop when an argument has one of these values. */
  public SeccompFilter allowWhen(int nr, int argument, List<Long> values) {
    conditions.add(new Condition(nr, argument, values));
    int tests = 2 * values.size();
    emit(JUMP_IF_EQUAL, 0, tests + 4, nr);
    emit(LOAD, 0, 0, OFFSET_ARGS + 8 * argument + 4);
    emit(JUMP_IF_EQUAL, 0, tests + 1, 0);
    emit(LOAD, 0, 0, OFFSET_ARGS + 8 * argument);
    for (long value : values) {
      emit(JUMP_IF_EQUAL, 0, 1, (int) value);
      emit(RETURN, 0, 0, RETURN_ALLOW);
    }
    emit(LOAD, 0, 0, OFFSET_NR);
    return this;
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
    emit(JUMP_IF_EQUAL, 0, 5, nr);
    return allowValue(OFFSET_ARGS + 8 * CallSequence.MARKED_ARGUMENT, CallSequence.MARK);
  }

  /** The numbers of the calls that never stop. */
  List<Integer> allowedNumbers() {
    return List.copyOf(allowed);
  }

  /**
   * Whether a call of a program's own runs without a stop.
   *
   * @param register the program's registers, by their offsets in {@link UserRegs}
   */
  boolean allows(int nr, IntToLongFunction register) {
    for (int number : allowed) {
      if (number == nr) {
        return true;
      }
    }
    for (Condition condition : conditions) {
      if (condition.nr == nr) {
        long value = register.applyAsLong(UserRegs.argument(condition.argument));
        return condition.values.contains(value);
      }
    }
    return false;
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
