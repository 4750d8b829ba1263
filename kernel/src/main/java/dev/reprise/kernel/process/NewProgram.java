package dev.reprise.kernel.process;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.ProgramStack;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.util.ArrayList;
import java.util.List;

/** Removes the host's traces from a program that is about to run its first instruction. */
final class NewProgram {
  private static final long CODE_SEGMENT_64 = 0x33;
  private static final int PAGE = 4096;
  private static final int CODE_BYTES = 16;

  /** No address of a program. */
  private static final long NO_CODE = -1;

  private static final int READ_WRITE_EXECUTE = 7;
  private static final int PRIVATE_ANONYMOUS_NOREPLACE = 0x10_0022;

  private final Task task;

  /** As the host has made them; to read them once suffices. */
  private final List<Mapping> mappings;

  /** Where the program itself has its headers. */
  private long headers;

  NewProgram(Task task) {
    this.task = task;
    this.mappings = task.thread().hostMappings();
  }

  /** What the program consists of, without what is ours. */
  List<Mapping> mappings() {
    return mappings;
  }

  /** The file of the dynamic linker, with which the program begins; empty without one. */
  String linker() {
    long entry = task.thread().register(UserRegs.RIP);
    String first = "";
    String own = "";
    for (Mapping mapping : mappings) {
      first = mapping.holds(entry) ? mapping.name() : first;
      own = mapping.holds(headers) ? mapping.name() : own;
    }
    return first.equals(own) ? "" : first;
  }

  /**
   * The file that is executed, as the host names it.
   *
   * @param otherwise for a host which keeps it to itself
   */
  String executable(String otherwise) {
    for (Mapping mapping : mappings) {
      // A backslash may stand for another byte.
      if (mapping.holds(headers)
          && mapping.name().startsWith("/")
          && mapping.name().indexOf('\\') < 0) {
        return mapping.name();
      }
    }
    String link = task.thread().hostLink("exe");
    return link == null ? otherwise : link;
  }

  /**
   * @return false when a limit of the process leaves the program no room
   * @throws Refused when it is not a program for x86-64: which of the others the host could run,
   *     and how their calls would look, is the host's matter
   */
  boolean prepare() {
    if (task.thread().register(UserRegs.CS) != CODE_SEGMENT_64) {
      throw new Refused(
          "the program is for i386 (32-bit x86): Reprise runs programs for x86-64; in " + task);
    }
    byte[] words = AuxiliaryVector.rewrite(task);
    headers = AuxiliaryVector.programHeaders(words);
    Memory memory = task.thread().memory();
    ProgramStack stack = ProgramStack.of(words, task.thread().register(UserRegs.RSP), memory);
    task.process().addressSpace().setStack(stack);
    return furnish();
  }

  /**
   * All calls are made together, for stops take time. What may be shared later is reserved, so that
   * it counts for the limits of memory from the beginning.
   */
  private boolean furnish() {
    long start = AddressSpace.HIDDEN_START;
    long shared = AddressSpace.SHARED;
    List<long[]> calls = new ArrayList<>();
    long code = codeFor();
    if (code != NO_CODE) {
      unmapVdso(calls);
    }
    long length = AddressSpace.HIDDEN_END - shared;
    calls.add(new long[] {Nr.MMAP, shared, length, 0, PRIVATE_ANONYMOUS_NOREPLACE, -1});
    length = shared - start;
    calls.add(
        new long[] {Nr.MMAP, start, length, READ_WRITE_EXECUTE, PRIVATE_ANONYMOUS_NOREPLACE, -1});
    long[] results = task.thread().furnish(code == NO_CODE ? vdso() : code, calls);
    long result = results[results.length - 1];
    if (result == -Errno.ENOMEM) {
      return false;
    }
    if (result != start) {
      throw new IllegalStateException(
          "no room for the memory of our own in " + task + ", error " + -result);
    }
    task.process().addressSpace().setScratch(AddressSpace.SCRATCH_START);
    task.thread().setGate(AddressSpace.GATE);
    return true;
  }

  /**
   * Where code is that can stand aside for ours: the program's first, or any other if a damaged
   * program begins where there is none. That one is ended by its first step, as on Linux.
   */
  private long codeFor() {
    long entry = task.thread().register(UserRegs.RIP);
    List<Long> places = new ArrayList<>();
    for (Mapping mapping : mappings) {
      boolean begins = mapping.start() <= entry && entry < mapping.end();
      if (mapping.permissions().charAt(2) == 'x' && !mapping.name().startsWith("[")) {
        places.add(begins ? 0 : places.size(), begins ? entry : mapping.start());
      }
    }
    for (long place : places) {
      try {
        task.thread().memory().read(place & -PAGE, CODE_BYTES);
        return place;
      } catch (SyscallError absent) {
        // A mapping without pages, as of a file that is too short.
      }
    }
    return NO_CODE;
  }

  private long vdso() {
    for (Mapping mapping : mappings) {
      if (mapping.name().equals("[vdso]")) {
        return mapping.start();
      }
    }
    throw new Refused("the program has no code");
  }

  /** Without the vDSO, libc asks the kernel for the time, and so asks us. */
  private void unmapVdso(List<long[]> calls) {
    long start = 0;
    long end = 0;
    // Its code and its data are neighbours, which go with one call.
    for (Mapping mapping : mappings) {
      if (mapping.name().equals("[vdso]") || mapping.name().startsWith("[vvar")) {
        if (mapping.start() != end) {
          unmap(calls, start, end);
          start = mapping.start();
        }
        end = mapping.end();
      }
    }
    unmap(calls, start, end);
  }

  private static void unmap(List<long[]> calls, long start, long end) {
    if (start != end) {
      calls.add(new long[] {Nr.MUNMAP, start, end - start, 0, 0, 0});
    }
  }
}
