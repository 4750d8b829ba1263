package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;
import dev.reprise.binary.Site;
import dev.reprise.kernel.AddressSpace;

/** The functions of ours which stubs call; they lie where the area of stubs begins. */
final class Routines {
  private final byte[] cpuid;
  private final byte[] pause;

  Routines(CpuidModel model) {
    this.cpuid = CpuidRoutine.of(model);
    this.pause = PauseRoutine.at(AddressSpace.STUBS_START + cpuid.length);
  }

  /** Where the function for an instruction begins. */
  long address(Site.Kind kind) {
    return AddressSpace.STUBS_START + (kind == Site.Kind.PAUSE ? cpuid.length : 0);
  }

  /** Where a thread is that has come to the breakpoint of the function for pauses. */
  long pauseTrapped() {
    return AddressSpace.STUBS_START + cpuid.length + pause.length;
  }

  /** Adds all of them. */
  void addTo(Assembler assembler) {
    assembler.bytes(cpuid, 0, cpuid.length).bytes(pause, 0, pause.length);
  }
}
