package dev.reprise.kernel.spin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.linux.UserRegs;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Loops of a simulated thread, looked at from each of their instructions and from before them. */
class LoopSearchTest {
  private static final int BUDGET = 2000;

  /** Less than the rounds of a counter of one byte. */
  private static final int SMALL_BUDGET = 400;

  private static final int FLAG = SpinningGuest.DATA;

  /** 0: pause; 2: mov 0x40(%rsi),%eax; 5: test %eax,%eax; 7: je 0; 9: syscall. */
  private static SpinningGuest waiting() {
    SpinningGuest guest =
        new SpinningGuest(0xf3, 0x90, 0x8b, 0x46, 0x40, 0x85, 0xc0, 0x74, 0xf7, 0x0f, 0x05);
    guest.at(0, 2, () -> {});
    guest.at(2, 3, () -> guest.set(UserRegs.RAX, guest.data(FLAG)));
    guest.at(5, 2, () -> guest.set(UserRegs.EFLAGS, guest.get(UserRegs.RAX) == 0 ? 0x44 : 0));
    guest.at(7, 2, () -> guest.jumpIf(guest.get(UserRegs.EFLAGS) == 0x44, 0));
    return guest;
  }

  @Test
  void aLoopIsFoundAtOnePlaceWhereverTheSearchBegins() {
    for (int start = 0; start < 12; start++) {
      SpinningGuest guest = waiting();
      guest.set(UserRegs.RAX, 77);
      for (int i = 0; i < start; i++) {
        guest.step();
      }
      LoopSearch search = LoopSearch.atAnyTime(guest.thread());
      Circle circle = Objects.requireNonNull(search.run(BUDGET));
      assertThat(guest.place()).isZero();
      assertThat(guest.get(UserRegs.RAX)).isZero();
      assertThat(search.instructions()).hasSize(4);
      assertThat(circle.isBroken(guest.memory())).isFalse();
      guest.setData(FLAG, 1);
      assertThat(circle.isBroken(guest.memory())).isTrue();
    }
  }

  @Test
  void aLoopThatEndsIsLeftBeforeItsSystemCall() {
    SpinningGuest guest = waiting();
    guest.setData(FLAG, 1);
    assertThat(LoopSearch.atAnyTime(guest.thread()).run(BUDGET)).isNull();
    assertThat(guest.place()).isEqualTo(9);
  }

  @Test
  void aKnownLoopIsLeftWithItsInstructions() {
    SpinningGuest guest = waiting();
    long start = SpinningGuest.CODE;
    assertThat(LoopSearch.within(Set.of(start), guest.thread()).run(BUDGET)).isNull();
    assertThat(guest.place()).isEqualTo(2);
  }

  /**
   * 0: incl 0x40(%rsi); 3: jmp 0. The registers are always the same; after {@code period} rounds so
   * is memory.
   */
  private static SpinningGuest counting(int period) {
    SpinningGuest guest = new SpinningGuest(0xff, 0x46, 0x40, 0xeb, 0xfb);
    guest.at(0, 3, () -> guest.setData(FLAG, (guest.data(FLAG) + 1) % period));
    guest.at(3, 2, () -> guest.jumpIf(true, 0));
    return guest;
  }

  @Test
  void memoryIsPartOfTheState() {
    assertThat(LoopSearch.atAnyTime(counting(256).thread()).run(SMALL_BUDGET)).isNull();
  }

  @Test
  void theSmallestMemoryDecidesAmongEqualPlaces() {
    for (int start = 0; start < 25; start++) {
      SpinningGuest guest = counting(10);
      for (int i = 0; i < start; i++) {
        guest.step();
      }
      assertThat(LoopSearch.atAnyTime(guest.thread()).run(BUDGET)).isNotNull();
      assertThat(guest.place()).isZero();
      assertThat(guest.data(FLAG)).isZero();
    }
  }

  @Test
  void loopsWithoutAnEndAreCalledSmall() {
    LoopSearch search = LoopSearch.atAnyTime(counting(256).thread());
    assertThat(search.run(SMALL_BUDGET)).isNull();
    assertThat(search.isInSmallLoop()).isTrue();
  }
}
