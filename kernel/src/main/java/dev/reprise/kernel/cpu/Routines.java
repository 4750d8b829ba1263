package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;
import dev.reprise.binary.Site;
import dev.reprise.kernel.AddressSpace;

/** The functions of ours which stubs call; they lie where the area of stubs begins. */
final class Routines {
  private final byte[] cpuid;
  private final byte[] pause;
  private final byte[] timestamp;

  Routines(CpuidModel model) {
    this.cpuid = CpuidRoutine.of(model);
    this.pause = PauseRoutine.at(address(Site.Kind.PAUSE));
    this.timestamp = TimestampRoutine.at(pauseTrapped());
  }

  /** Where the function for an instruction begins. */
  long address(Site.Kind kind) {
    return switch (kind) {
      case PAUSE -> AddressSpace.STUBS_START + cpuid.length;
      case RDTSC -> pauseTrapped();
      default -> AddressSpace.STUBS_START;
    };
  }

  /** Where a thread is that has come to the breakpoint of the function for pauses. */
  long pauseTrapped() {
    return AddressSpace.STUBS_START + cpuid.length + pause.length;
  }

  /** The same of the function for rdtsc. */
  long timestampTrapped() {
    return pauseTrapped() + timestamp.length;
  }

  /** Adds all of them. */
  void addTo(Assembler assembler) {
    assembler.bytes(cpuid, 0, cpuid.length).bytes(pause, 0, pause.length);
    assembler.bytes(timestamp, 0, timestamp.length);
  }
}
