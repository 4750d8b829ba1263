package dev.reprise.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reprise.binary.Assembler;
import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TestKernel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodePatcherTest {
  /** nop; mov $1, %eax; cpuid; mov %ebx, %esi; ret. */
  private static final int[] CODE = {0x90, 0xB8, 1, 0, 0, 0, 0x0F, 0xA2, 0x89, 0xDE, 0xC3};

  private static final int WINDOW = 1;
  private static final int SITE = 6;
  private static final int WINDOW_END = 10;

  private final Kernel kernel = TestKernel.create();

  @Test
  void aJumpLeadsToAStubAndBack() {
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, CODE);
    map(guest, start(guest));
    assertEquals((byte) 0x90, guest.code[0]);
    assertEquals((byte) 0xE9, guest.code[WINDOW]);
    byte breakpoint = CodePatcher.BREAKPOINT;
    byte[] padding = {breakpoint, breakpoint, breakpoint, breakpoint};
    assertArrayEquals(padding, Arrays.copyOfRange(guest.code, SITE, WINDOW_END));
    assertEquals((byte) 0xC3, guest.code[WINDOW_END], "what follows is as it was");

    Assembler routines = new Assembler();
    new Routines(new CpuidModel(kernel.config().cpus())).addTo(routines);
    byte[] routine = routines.code();
    assertArrayEquals(routine, Arrays.copyOf(guest.stubs, routine.length));
    long stub = branchTarget(guest.code, WINDOW, guest.base);
    assertEquals(AddressSpace.STUBS_START + routine.length, stub);
    int at = routine.length;
    byte[] before = {(byte) 0xB8, 1, 0, 0, 0, 0x48, (byte) 0x8D, 0x64, 0x24, (byte) 0x80};
    assertArrayEquals(before, Arrays.copyOfRange(guest.stubs, at, at + before.length));
    at += before.length;
    assertEquals((byte) 0xE8, guest.stubs[at]);
    assertEquals(AddressSpace.STUBS_START, branchTarget(guest.stubs, at, AddressSpace.STUBS_START));
    at += 5;
    byte[] after = {0x48, (byte) 0x8D, (byte) 0xA4, 0x24, (byte) 0x80, 0, 0, 0, (byte) 0x89};
    assertArrayEquals(after, Arrays.copyOfRange(guest.stubs, at, at + after.length));
    at += after.length + 1;
    assertEquals((byte) 0xE9, guest.stubs[at]);
    assertEquals(guest.base + WINDOW_END, branchTarget(guest.stubs, at, AddressSpace.STUBS_START));
  }

  @Test
  void whatIsAtADistanceFromTheCodeStaysThere() {
    // cpuid; lea 0x100(%rip), %rax; ret.
    int[] code = {0x0F, 0xA2, 0x48, 0x8D, 0x05, 0, 1, 0, 0, 0xC3};
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, code);
    Window window = new Window(0, 9, Window.checksum(guest.code, 0, 9));
    int offset = CodeGuest.FILE_OFFSET;
    Site site = new Site(offset, offset, 2, Site.Kind.CPUID, null, 0, window);
    Task task = start(guest);
    VirtualCpu cpu = new VirtualCpu(kernel, file -> List.of(site));
    cpu.codeMapped(task, guest.base, guest.code.length, -1);
    int stub = (int) (branchTarget(guest.code, 0, guest.base) - AddressSpace.STUBS_START);
    int lea = stub + 5 + 5 + 8;
    assertEquals(0x48, guest.stubs[lea]);
    assertEquals(0x05, guest.stubs[lea + 2]);
    long named = branchTarget(guest.stubs, lea + 2, AddressSpace.STUBS_START);
    assertEquals(guest.base + 9 + 0x100, named);
    assertEquals((byte) 0xE9, guest.stubs[lea + 7]);
  }

  @Test
  void onlyTheDynamicLinkersTimestampsNeedNoEvent() {
    // rdtsc; mov %rax, %rsi; ret.
    int[] code = {0x0F, 0x31, 0x48, 0x89, 0xC6, 0xC3};
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, code);
    Window window = new Window(0, 5, Window.checksum(guest.code, 0, 5));
    int offset = CodeGuest.FILE_OFFSET;
    Site site = new Site(offset, offset, 2, Site.Kind.RDTSC, null, 0, window);
    CodePatcher patcher = new CodePatcher(file -> List.of(site), new Routines(new CpuidModel(1)));
    Task task = start(guest);
    List<Mapping> maps = guest.thread().hostMappings();
    patcher.programLoaded(task, maps, "/bin/other");
    assertEquals(CodePatcher.BREAKPOINT, guest.code[0]);
    guest.code[0] = 0x0F;
    patcher.programLoaded(task, maps, "/bin/guest");
    assertEquals((byte) 0xE9, guest.code[0]);
  }

  @Test
  void beingToldTwiceDoesNoHarm() {
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, CODE);
    Task task = start(guest);
    VirtualCpu cpu = map(guest, task);
    byte[] code = guest.code.clone();
    byte[] stubs = guest.stubs.clone();
    cpu.codeMapped(task, guest.base, guest.code.length, -1);
    assertArrayEquals(code, guest.code);
    assertArrayEquals(stubs, guest.stubs);
  }

  @Test
  void changedCodeHasABreakpoint() {
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, CODE);
    guest.code[WINDOW + 1] = 2;
    Task task = start(guest);
    map(guest, task);
    assertEquals((byte) 0xB8, guest.code[WINDOW]);
    assertEquals(CodePatcher.BREAKPOINT, guest.code[SITE]);
    assertNotNull(task.process().addressSpace().patchedCode().at(guest.base + SITE));
  }

  @Test
  void codeOutOfReachHasABreakpoint() {
    CodeGuest guest = new CodeGuest(CODE);
    map(guest, start(guest));
    assertEquals((byte) 0xB8, guest.code[WINDOW]);
    assertEquals(CodePatcher.BREAKPOINT, guest.code[SITE]);
    assertEquals(0, guest.stubs[0]);
  }

  @Test
  void codeThatHasMovedHasStubsOfItsOwn() {
    CodeGuest guest = new CodeGuest(CodeGuest.LIBRARY, CODE);
    Task task = start(guest);
    VirtualCpu cpu = map(guest, task);
    long former = guest.base - 0x10_0000;
    // As if the host had moved it from there, jumps and all.
    PatchedCode patched = task.process().addressSpace().patchedCode();
    DisplacedCode here = patched.stubs().at(guest.base + WINDOW);
    assertNotNull(here);
    byte[] original = here.original();
    patched.stubs().forget(0, Long.MAX_VALUE);
    DisplacedCode there =
        patched
            .stubs()
            .displace(former + WINDOW, original, site(), new Routines(new CpuidModel(1)));
    assertNotNull(there);
    System.arraycopy(there.jump(), 0, guest.code, WINDOW, there.jump().length);
    cpu.codeMoved(task, former, guest.code.length, guest.base);
    assertNull(patched.stubs().at(former + WINDOW));
    DisplacedCode again = patched.stubs().at(guest.base + WINDOW);
    assertNotNull(again);
    assertArrayEquals(original, again.original());
    int stub = (int) (branchTarget(guest.code, WINDOW, guest.base) - AddressSpace.STUBS_START);
    int back = stub + original.length - 2 + 5 + 5 + 8;
    assertEquals(
        guest.base + WINDOW_END, branchTarget(guest.stubs, back, AddressSpace.STUBS_START));
  }

  private Task start(CodeGuest guest) {
    return kernel.processes().start(2, guest.thread(), "/");
  }

  private VirtualCpu map(CodeGuest guest, Task task) {
    VirtualCpu cpu = new VirtualCpu(kernel, file -> List.of(site()));
    cpu.codeMapped(task, guest.base, guest.code.length, -1);
    return cpu;
  }

  private static Site site() {
    byte[] code = new byte[CODE.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = (byte) CODE[i];
    }
    int length = WINDOW_END - WINDOW;
    Window window = new Window(SITE - WINDOW, length, Window.checksum(code, WINDOW, length));
    int offset = CodeGuest.FILE_OFFSET + SITE;
    return new Site(offset, offset, 2, Site.Kind.CPUID, null, 0, window);
  }

  private static long branchTarget(byte[] code, int at, long base) {
    int distance = 0;
    for (int i = 0; i < 4; i++) {
      distance |= (code[at + 1 + i] & 0xff) << 8 * i;
    }
    return base + at + 5 + distance;
  }
}
