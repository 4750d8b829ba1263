package dev.reprise.guest;

import dev.reprise.binary.Assembler;
import dev.reprise.linux.Nr;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine code by which a guest thread hands its calls over to the tracer through a slot of
 * shared memory, and waits there for what it is told to do.
 *
 * <p>Before each call site there is a jump to a stub of the site's own. It tells where the call
 * came from and goes on to code that all share. If there is no slot for the thread, or the tracer
 * does not look at it, the stub makes the call as the program would have, which is a stop. The
 * stack is not touched, and all registers and flags are as after a system call.
 *
 * <p>Some calls are answered right here, as {@link ForeseenCalls} says, and noted.
 */
final class StubCode {
  // The fields of a slot, in bytes.
  static final int STATE = 0;
  static final int NUMBER = 8;
  static final int ARGUMENTS = 16;
  static final int SITE = 64;
  static final int STACK = 72;
  static final int FLAGS = 80;
  static final int KEPT = 88;
  static final int COMMAND = 96;
  static final int COMMAND_ARGUMENTS = 104;
  static final int RESULT = 152;
  static final int SLOT_BYTES = 192;

  /** The thread runs, and the tracer looks at its slot. */
  static final int RUNS_WATCHED = 0;

  /** The thread runs, and the tracer waits for a stop. */
  static final int RUNS = 1;

  /** The thread is at a call, and looks at its slot. */
  static final int ASKS = 2;

  /** The same, but it sleeps. */
  static final int SLEEPS = 3;

  /** The tracer wants the thread to sleep, for others run. */
  static final int PARK = 4;

  /** The tracer wants a call to be executed. */
  static final int EXECUTE = 5;

  /** The tracer wants the thread to make its call where it stops. */
  static final int TRAP = 6;

  /** The tracer wants the thread to make its call, which does not stop. */
  static final int PASS = 7;

  /** As {@link #PARK}, but first the thread is to wake another one, for which it makes room. */
  static final int HAND_OVER = 8;

  /** The tracer wants bytes to be copied: to an address, from one, so many. */
  static final int COPY = 9;

  /** How often a thread looks before it sleeps: some tens of microseconds. */
  private static final int LOOKS = 1000;

  private static final int SYS_FUTEX = 202;

  private static final int RAX = 0;
  private static final int RCX = 1;
  private static final int RDX = 2;
  private static final int RBX = 3;
  private static final int RSP = 4;
  private static final int RSI = 6;
  private static final int RDI = 7;
  private static final int R8 = 8;
  private static final int R11 = 11;

  /** rdi, rsi, rdx, r10, r8 and r9. */
  private static final int[] ARGUMENT_REGISTERS = {7, 6, 2, 10, 8, 9};

  private static final int STORE = 0x89;
  private static final int LOAD = 0x8b;
  private static final int SYSCALL_LENGTH = 2;

  /** The first of the two instructions that write the time. */
  private static final int TELLING_LENGTH = 3;

  // Where calls of ours are made, from the beginning of the code: for all to know, first of all.
  static final int SLEEP_GATE = 0;
  static final int EXECUTE_GATE = 8;
  static final int WAKE_GATE = 16;

  /** Where the stubs of sites go on. */
  static final int ENTRY = 24;

  private final Assembler code = new Assembler();
  private final ForeseenCalls foreseen;
  private final long shared;
  private int copying;
  private int telling;
  private int asking;
  private int answered;

  /**
   * The common code, which can be anywhere.
   *
   * @param passing the numbers of calls which never stop
   * @param foreseen the calls which a thread can answer itself
   * @param shared the address of the shared memory
   */
  StubCode(List<Integer> passing, ForeseenCalls foreseen, long shared) {
    this.foreseen = foreseen;
    this.shared = shared;
    assemble(passing);
  }

  byte[] common() {
    return code.code();
  }

  /** Where bytes are copied, which may fail at any byte. */
  int copying() {
    return copying;
  }

  /** Where a thread writes the time to where its program wants it, which may fail. */
  boolean isTelling(int place) {
    return place == telling || place == telling + TELLING_LENGTH;
  }

  /** Where a thread goes on that does not answer its call itself. */
  int asking() {
    return asking;
  }

  /** Whether a thread at a place may come back to its program without an event. */
  boolean mayReturn(int place) {
    return (place >= ENTRY && place < asking) || place >= answered;
  }

  private void assemble(List<Integer> passing) {
    final int slept = gate();
    final int executed = gate();
    final int woken = gate();
    // mov (%rcx), %rcx; jrcxz over the jump
    code.bytes(0x48, 0x8b, 0x09, 0xe3, 2, 0xeb, 7);
    // lea -2(%r11), %r11; jmp *%r11
    code.bytes(0x4d, 0x8d, 0x5b, 0xfe, 0x41, 0xff, 0xe3);
    memory(STORE, RAX, RCX, NUMBER);
    memory(STORE, R11, RCX, SITE);
    // lahf; seto %al
    code.bytes(0x9f, 0x0f, 0x90, 0xc0);
    code.bytes(0x66);
    code.bytes(STORE, 0x81).number(FLAGS);
    memory(STORE, RBX, RCX, KEPT);
    // mov %rcx, %rbx
    code.bytes(0x48, 0x89, 0xcb);
    for (int i = 0; i < ARGUMENT_REGISTERS.length; i++) {
      memory(STORE, ARGUMENT_REGISTERS[i], RBX, ARGUMENTS + i * Long.BYTES);
    }
    memory(STORE, RSP, RBX, STACK);
    final int foretold = foretell(passing);
    asking = code.size();
    memory(LOAD, RAX, RBX, NUMBER);
    int[] passes = new int[passing.size()];
    for (int i = 0; i < passes.length; i++) {
      code.bytes(0x3d).number(passing.get(i));
      passes[i] = code.jump(0x0f, 0x84);
    }
    // xor %eax, %eax: the state RUNS_WATCHED
    code.bytes(0x31, 0xc0);
    replaceState(ASKS);
    final int unwatched = code.jump(0x0f, 0x85);

    int wait = code.size();
    code.bytes(0x41, 0xbb).number(LOOKS);
    int look = code.size();
    // mov (%rbx), %eax; cmp
    code.bytes(0x8b, 0x03, 0x83, 0xf8, ASKS);
    final int told = code.jump(0x0f, 0x85);
    // pause; dec %r11d
    code.bytes(0xf3, 0x90, 0x41, 0xff, 0xcb);
    jumpBack(look, 0x0f, 0x85);
    code.bytes(0xb8).number(ASKS);
    replaceState(SLEEPS);
    final int toldMeanwhile = code.jump(0x0f, 0x85);
    code.bytes(0xb8).number(SLEEPS);

    int sleep = code.size();
    // mov %eax, %edx; mov %rbx, %rdi; xor %esi, %esi; xor %r10d, %r10d
    code.bytes(0x89, 0xc2, 0x48, 0x89, 0xdf, 0x31, 0xf6, 0x45, 0x31, 0xd2);
    code.bytes(0xb8).number(SYS_FUTEX);
    jumpBack(SLEEP_GATE, 0xe9);
    code.land(slept);
    // mov (%rbx), %eax; cmp %edx, %eax
    code.bytes(0x8b, 0x03, 0x39, 0xd0);
    jumpBack(sleep, 0x0f, 0x84);

    code.land(told);
    code.land(toldMeanwhile);
    code.bytes(0x83, 0xf8, RUNS);
    final int resultTold = code.jump(0x0f, 0x86);
    code.bytes(0x83, 0xf8, EXECUTE);
    final int execute = code.jump(0x0f, 0x84);
    code.bytes(0x83, 0xf8, PARK);
    jumpBack(sleep, 0x0f, 0x84);
    code.bytes(0x83, 0xf8, HAND_OVER);
    final int handOver = code.jump(0x0f, 0x84);
    code.bytes(0x83, 0xf8, COPY);
    final int copy = code.jump(0x0f, 0x84);
    code.bytes(0x83, 0xf8, PASS);
    // jne over the store of RUNS_WATCHED
    code.bytes(0x75, 6, 0xc7, 0x03).number(RUNS_WATCHED);

    code.land(unwatched);
    for (int pass : passes) {
      code.land(pass);
    }
    restore();
    memory(LOAD, RAX, RCX, NUMBER);
    memory(LOAD, RBX, RCX, KEPT);
    memory(LOAD, RCX, RCX, SITE);
    // lea -2(%rcx), %rcx; jmp *%rcx
    code.bytes(0x48, 0x8d, 0x49, 0xfe, 0xff, 0xe1);

    code.land(execute);
    for (int i = 0; i < ARGUMENT_REGISTERS.length; i++) {
      memory(LOAD, ARGUMENT_REGISTERS[i], RBX, COMMAND_ARGUMENTS + i * Long.BYTES);
    }
    memory(LOAD, RAX, RBX, COMMAND);
    jumpBack(EXECUTE_GATE, 0xe9);
    code.land(executed);
    memory(STORE, RAX, RBX, RESULT);
    code.bytes(0xc7, 0x03).number(ASKS);
    jumpBack(wait, 0xe9);

    code.land(copy);
    memory(LOAD, ARGUMENT_REGISTERS[0], RBX, COMMAND_ARGUMENTS);
    memory(LOAD, ARGUMENT_REGISTERS[1], RBX, COMMAND_ARGUMENTS + Long.BYTES);
    memory(LOAD, RCX, RBX, COMMAND_ARGUMENTS + 2 * Long.BYTES);
    // cld; rep movsb
    code.bytes(0xfc);
    copying = code.size();
    code.bytes(0xf3, 0xa4);
    memory(STORE, RCX, RBX, RESULT);
    code.bytes(0xc7, 0x03).number(ASKS);
    jumpBack(wait, 0xe9);

    code.land(handOver);
    // The address of the other one's state; FUTEX_WAKE; one thread
    memory(LOAD, ARGUMENT_REGISTERS[0], RBX, COMMAND_ARGUMENTS);
    code.bytes(0xbe).number(1).bytes(0xba).number(1);
    code.bytes(0xb8).number(SYS_FUTEX);
    jumpBack(WAKE_GATE, 0xe9);
    code.land(woken);
    code.bytes(0xb8).number(HAND_OVER);
    jumpBack(sleep, 0xe9);

    answered = code.size();
    code.land(resultTold);
    code.land(foretold);
    restore();
    memory(LOAD, RAX, RCX, NUMBER);
    memory(LOAD, RBX, RCX, KEPT);
    // jmp *SITE(%rcx)
    code.bytes(0xff, 0xa1).number(SITE);
  }

  /**
   * Answers the call if it is foreseen, with the slot in rbx, the first two arguments in rdi and
   * rsi, and all else free; returns the jump to where it is answered.
   */
  private int foretell(List<Integer> passing) {
    List<Integer> unforeseen = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    // mov $shared, %rdx; mov ANSWERED(%rdx), %ecx; cmp MOST(%rdx), %ecx; jae
    code.bytes(0x48, 0xba).number((int) shared).number((int) (shared >> 32));
    code.bytes(0x8b, 0x8a).number(ForeseenCalls.ANSWERED);
    code.bytes(0x3b, 0x8a).number(ForeseenCalls.MOST);
    unforeseen.add(code.jump(0x0f, 0x83));
    memory(LOAD, RAX, RBX, NUMBER);
    for (int i = 0; i < foreseen.constant().size(); i++) {
      int nr = foreseen.constant().get(i);
      if (!passing.contains(nr)) {
        // cmp $nr, %eax; jne over a load and a jump
        code.bytes(0x3d).number(nr).bytes(0x75, 12);
        memory(LOAD, RAX, RDX, ForeseenCalls.constant(i));
        results.add(code.jump(0xe9));
      }
    }
    if (!passing.contains(Nr.CLOCK_GETTIME) && !passing.contains(Nr.GETTIMEOFDAY)) {
      tellTime(unforeseen);
    } else {
      unforeseen.add(code.jump(0xe9));
    }
    for (int result : results) {
      code.land(result);
    }
    note();
    final int foretold = code.jump(0xe9);
    for (int jump : unforeseen) {
      code.land(jump);
    }
    return foretold;
  }

  /** Answers the two calls which tell the time; the other ones are not foreseen. */
  private void tellTime(List<Integer> unforeseen) {
    code.bytes(0x3d).number(Nr.CLOCK_GETTIME);
    final int clock = code.jump(0x0f, 0x84);
    code.bytes(0x3d).number(Nr.GETTIMEOFDAY);
    unforeseen.add(code.jump(0x0f, 0x85));
    // test %rsi, %rsi; jnz: there is no time zone; test %rdi, %rdi; jz
    code.bytes(0x48, 0x85, 0xf6);
    unforeseen.add(code.jump(0x0f, 0x85));
    code.bytes(0x48, 0x85, 0xff);
    unforeseen.add(code.jump(0x0f, 0x84));
    memory(LOAD, RAX, RDX, ForeseenCalls.clock(0));
    // mov %rdi, %r10; mov $1000, %r11d
    code.bytes(0x49, 0x89, 0xfa, 0x41, 0xbb).number(1000);
    final int wallClock = code.jump(0xe9);

    code.land(clock);
    // cmp $CLOCKS, %edi; jae
    code.bytes(0x83, 0xff, ForeseenCalls.CLOCKS);
    unforeseen.add(code.jump(0x0f, 0x83));
    // mov %edi, %edi; mov CLOCK(%rdx, %rdi, 8), %rax; mov %rsi, %r10; mov $1, %r11d
    code.bytes(0x89, 0xff, 0x48, 0x8b, 0x84, 0xfa).number(ForeseenCalls.clock(0));
    code.bytes(0x49, 0x89, 0xf2, 0x41, 0xbb).number(1);

    code.land(wallClock);
    code.bytes(0x48, 0x85, 0xc0);
    unforeseen.add(code.jump(0x0f, 0x84));
    writeTime();
  }

  /**
   * Writes what a clock shows that showed rax at the first call, to where r10 leads: seconds, and
   * nanoseconds, divided by r11.
   */
  private void writeTime() {
    // imul $nanos, %rcx, %r8; add %r8, %rax; mov $1000000000, %r8d
    code.bytes(0x4c, 0x69, 0xc1).number(foreseen.nanosOfCall());
    code.bytes(0x4c, 0x01, 0xc0, 0x41, 0xb8).number(1_000_000_000);
    // mov %rdx, %r9; xor %edx, %edx; div %r8
    code.bytes(0x49, 0x89, 0xd1, 0x31, 0xd2, 0x49, 0xf7, 0xf0);
    // mov %rax, %r8; mov %rdx, %rax; xor %edx, %edx; div %r11
    code.bytes(0x49, 0x89, 0xc0, 0x48, 0x89, 0xd0, 0x31, 0xd2, 0x49, 0xf7, 0xf3);
    telling = code.size();
    // mov %r8, (%r10); mov %rax, 8(%r10)
    code.bytes(0x4d, 0x89, 0x02, 0x49, 0x89, 0x42, 8);
    // mov %r9, %rdx; xor %eax, %eax
    code.bytes(0x4c, 0x89, 0xca, 0x31, 0xc0);
    memory(LOAD, RDI, RBX, ARGUMENTS);
  }

  /** Notes the call, its first two arguments and its result, which is in rax, for the tracer. */
  private void note() {
    memory(LOAD, R8, RBX, NUMBER);
    memory(STORE, RAX, RBX, NUMBER);
    // mov %rcx, %rax; shl $5, %rax; add %rdx, %rax
    code.bytes(0x48, 0x89, 0xc8, 0x48, 0xc1, 0xe0, ForeseenCalls.NOTE_SHIFT, 0x48, 0x01, 0xd0);
    memory(STORE, R8, RAX, ForeseenCalls.NOTES);
    memory(STORE, RDI, RAX, ForeseenCalls.NOTES + Long.BYTES);
    memory(STORE, RSI, RAX, ForeseenCalls.NOTES + 2 * Long.BYTES);
    // inc %ecx; mov %ecx, ANSWERED(%rdx)
    code.bytes(0xff, 0xc1, 0x89, 0x8a).number(ForeseenCalls.ANSWERED);
  }

  /** A call and a jump; returns what to tell about where that goes. */
  private int gate() {
    code.bytes(0x0f, 0x05);
    int jump = code.jump(0xe9);
    code.bytes(0x90);
    return jump;
  }

  /** mov $next, %r11d; lock cmpxchg %r11d, (%rbx). */
  private void replaceState(int next) {
    code.bytes(0x41, 0xbb).number(next).bytes(0xf0, 0x44, 0x0f, 0xb1, 0x1b);
  }

  /** The arguments, the flags, which r11 has, too, as after a call, and the slot in rcx. */
  private void restore() {
    for (int i = 0; i < ARGUMENT_REGISTERS.length; i++) {
      memory(LOAD, ARGUMENT_REGISTERS[i], RBX, ARGUMENTS + i * Long.BYTES);
    }
    // movzwl FLAGS(%rbx), %eax; movzbl %al, %r11d; shl $11, %r11d; movzbl %ah, %ecx
    code.bytes(0x0f, 0xb7, 0x83).number(FLAGS);
    code.bytes(0x44, 0x0f, 0xb6, 0xd8, 0x41, 0xc1, 0xe3, 11, 0x0f, 0xb6, 0xcc);
    // or %ecx, %r11d; or $0x200, %r11d; add $0x7f, %al; sahf; mov %rbx, %rcx
    code.bytes(0x41, 0x09, 0xcb, 0x41, 0x81, 0xcb).number(0x200);
    code.bytes(0x04, 0x7f, 0x9e, 0x48, 0x89, 0xd9);
  }

  /** mov between a register of eight bytes and memory. */
  private void memory(int opcode, int register, int base, int offset) {
    code.bytes(0x48 | (register >> 3) << 2, opcode, 0x80 | (register & 7) << 3 | base);
    code.number(offset);
  }

  private void jumpBack(int to, int... opcode) {
    code.bytes(opcode);
    code.number(to - (code.size() + Integer.BYTES));
  }

  /** How long the stub of a site is at most, beside what was moved. */
  static final int SITE_STUB_BYTES = 48;

  /**
   * The stub of a site.
   *
   * @param at its address
   * @param moved the instructions that were moved from before the site
   * @param flag the address of the word with the address of the slot's address
   * @return where in it the call is made that stops, and the code
   */
  static SiteStub of(long at, byte[] moved, long flag, long common, long site) {
    Assembler stub = new Assembler();
    stub.move(moved, 0, moved.length, site - moved.length, at);
    // mov flag(%rip), %rcx
    stub.bytes(0x48, 0x8b).branch(0x0d, at, flag);
    // jrcxz over what follows
    stub.bytes(0xe3, 12);
    long trap = at + stub.size() + 12;
    // lea trap + 2(%rip), %r11
    stub.bytes(0x4c, 0x8d).branch(0x1d, at, trap + SYSCALL_LENGTH);
    stub.branch(0xe9, at, common);
    stub.bytes(0x0f, 0x05);
    // lea site + 2(%rip), %rcx
    stub.bytes(0x48, 0x8d).branch(0x0d, at, site + SYSCALL_LENGTH);
    stub.branch(0xe9, at, site + SYSCALL_LENGTH);
    return new SiteStub(trap, stub.code());
  }

  /**
   * The stub of one site.
   *
   * @param trap the address of its {@code syscall}
   */
  record SiteStub(long trap, byte[] code) {}
}
