package dev.reprise.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reprise.binary.Site;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.FlatMemory;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TestKernel;
import dev.reprise.linux.UserRegs;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualCpuTest {
  private static final long STACK = 0x7000_0000;
  private static final GuestEvent TRAP = fault(5);
  private static final GuestEvent SEGV = fault(11);

  private final Kernel kernel = TestKernel.create();

  @Test
  void cpuidBehindABreakpointIsAnswered() {
    CodeGuest guest = new CodeGuest(0x90, 0x0F, 0xA2, 0x90);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    VirtualCpu cpu = mapped(task, site(1, 2, Site.Kind.CPUID));
    assertEquals((byte) 0xCC, guest.code[1]);
    assertEquals((byte) 0xA2, guest.code[2], "only the first byte changes");

    guest.registers.put(UserRegs.RAX, 0xffff_ffff_0000_0001L);
    guest.stopAt(2);
    assertTrue(cpu.identifies(task, TRAP));
    assertEquals(0, kernel.events());
    assertEquals(0x206c2, guest.register(UserRegs.RAX));
    assertEquals(CpuidModel.FEATURES_EDX, guest.register(UserRegs.RDX));
    assertEquals(CodeGuest.CODE + 3, guest.register(UserRegs.RIP));
  }

  @Test
  void cpuidThatFaultsIsAnswered() {
    CodeGuest guest = new CodeGuest(0x0F, 0xA2);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    guest.stopAt(0);
    assertTrue(mapped(task).identifies(task, SEGV));
    assertEquals(CpuidModel.MAXIMUM_LEAF, guest.register(UserRegs.RAX));
    assertEquals(CodeGuest.CODE + 2, guest.register(UserRegs.RIP));
  }

  @Test
  void timestampsAreTheVirtualClocks() {
    CodeGuest guest = new CodeGuest(0x0F, 0x01, 0xF9);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    VirtualCpu cpu = mapped(task, site(0, 3, Site.Kind.RDTSCP));
    guest.stopAt(1);
    assertTrue(cpu.handle(task, TRAP));
    long counter = guest.register(UserRegs.RDX) << 32 | guest.register(UserRegs.RAX);
    assertEquals(kernel.clock().monotonicNanos(), counter);
    assertEquals(CodeGuest.CODE + 3, guest.register(UserRegs.RIP));
  }

  @Test
  void aDynamicLinkerThatReadsThemOftenIsAnsweredByTheClock() {
    CodeGuest guest = new CodeGuest();
    byte[] stack = new byte[4096];
    Bytes.putLong(stack, 64, 7);
    Bytes.putLong(stack, 72, CodeGuest.CODE);
    GuestThread thread = guest.thread(new FlatMemory(STACK, stack));
    Task task = kernel.processes().start(2, thread, "/");
    Routines routines = new Routines(new CpuidModel(kernel.config().cpus()));
    guest.registers.put(UserRegs.RIP, routines.timestampTrapped());
    guest.registers.put(UserRegs.RSP, STACK + 64);
    assertTrue(mapped(task).handle(task, TRAP));
    long counter = guest.register(UserRegs.RDX) << 32 | guest.register(UserRegs.RAX);
    assertEquals(kernel.clock().monotonicNanos(), counter);
    assertEquals(7, guest.register(UserRegs.RCX));
    assertEquals(STACK + 80, guest.register(UserRegs.RSP));
    assertEquals(CodeGuest.CODE, guest.register(UserRegs.RIP));
  }

  @Test
  void instructionsWhichTheModelLacksAreIllegal() {
    CodeGuest guest = new CodeGuest(0x48, 0x0F, 0xC7, 0xF0);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    VirtualCpu cpu = mapped(task, site(0, 4, Site.Kind.RDRAND));
    assertEquals((byte) 0xCC, guest.code[0]);
    guest.stopAt(1);
    assertTrue(cpu.handle(task, TRAP));
    assertEquals(CodeGuest.CODE, guest.register(UserRegs.RIP));
    long illegal = 1L << 4 - 1;
    assertEquals(illegal, kernel.signals().pending(task) & illegal);
  }

  @Test
  void aBreakpointOfTheGuestIsItsOwn() {
    CodeGuest guest = new CodeGuest(0xCC, 0xA2);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    guest.stopAt(1);
    assertFalse(mapped(task).handle(task, TRAP));
  }

  @Test
  void codeThatHasChangedSinceIsLeftAlone() {
    CodeGuest guest = new CodeGuest(0x0F, 0xA2);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    VirtualCpu cpu = mapped(task, site(0, 2, Site.Kind.CPUID));
    guest.code[1] = (byte) 0x90;
    guest.stopAt(1);
    assertFalse(cpu.handle(task, TRAP));
  }

  @Test
  void bytesThatAreNotTheInstructionAreNotTouched() {
    CodeGuest guest = new CodeGuest(0x0F, 0x0B);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    mapped(task, site(0, 2, Site.Kind.CPUID), site(0x2000, 2, Site.Kind.CPUID));
    assertEquals((byte) 0x0F, guest.code[0]);
  }

  @Test
  void aChildHasItsParentsBreakpoints() {
    CodeGuest guest = new CodeGuest(0x0F, 0xA2);
    Task task = kernel.processes().start(2, guest.thread(), "/");
    mapped(task, site(0, 2, Site.Kind.CPUID));
    PatchedCode parent = task.process().addressSpace().patchedCode();
    PatchedCode child = parent.copy();
    parent.forget(0, Long.MAX_VALUE);
    assertEquals(site(0, 2, Site.Kind.CPUID), child.at(CodeGuest.CODE));
  }

  private VirtualCpu mapped(Task task, Site... sites) {
    VirtualCpu cpu = new VirtualCpu(kernel, file -> List.of(sites));
    cpu.codeMapped(task, CodeGuest.CODE, 4096, -1);
    return cpu;
  }

  private static Site site(int at, int length, Site.Kind kind) {
    int offset = CodeGuest.FILE_OFFSET + at;
    return new Site(offset, offset, length, kind, null, 0);
  }

  private static GuestEvent fault(int signal) {
    return new GuestEvent(GuestEvent.Kind.FAULT, signal, () -> new byte[128]);
  }
}
