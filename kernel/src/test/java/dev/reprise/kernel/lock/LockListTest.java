package dev.reprise.kernel.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LockListTest {
  private static final Object ONE = new Object();
  private static final Object TWO = new Object();

  private final LockList list = new LockList();

  private static RangeLock lock(Object owner, boolean exclusive, long first, long last) {
    return new RangeLock(owner, 1, exclusive, first, last);
  }

  @Test
  void readersShareAndWritersExclude() {
    list.set(lock(ONE, false, 0, 9));
    assertThat(list.conflict(lock(TWO, false, 0, 9))).isNull();
    assertThat(list.conflict(lock(TWO, true, 9, 9))).isNotNull();
    assertThat(list.conflict(lock(TWO, true, 10, 20))).isNull();
    assertThat(list.conflict(lock(ONE, true, 0, 9))).isNull();
  }

  @Test
  void unlockingTheMiddleLeavesBothEnds() {
    list.set(lock(ONE, true, 0, 99));
    list.unlock(ONE, 40, 59);
    assertThat(list.conflict(lock(TWO, true, 40, 59))).isNull();
    assertThat(list.conflict(lock(TWO, true, 0, 0))).isEqualTo(lock(ONE, true, 0, 39));
    assertThat(list.conflict(lock(TWO, true, 60, 60))).isEqualTo(lock(ONE, true, 60, 99));
  }

  @Test
  void neighboursOfOneOwnerAreOneLock() {
    list.set(lock(ONE, true, 0, 9));
    list.set(lock(ONE, true, 20, Long.MAX_VALUE));
    list.set(lock(ONE, true, 10, 19));
    assertThat(list.conflict(lock(TWO, false, 5, 5))).isEqualTo(lock(ONE, true, 0, Long.MAX_VALUE));
  }

  @Test
  void aSecondLockReplacesTheFirstWhereTheyOverlap() {
    list.set(lock(ONE, true, 0, 9));
    list.set(lock(ONE, false, 0, 4));
    assertThat(list.conflict(lock(TWO, false, 0, 4))).isNull();
    assertThat(list.conflict(lock(TWO, false, 5, 5))).isEqualTo(lock(ONE, true, 5, 9));
  }

  @Test
  void aCircleOfWaitingOwnersIsFound() {
    Locks locks = new Locks();
    LockList first = locks.ranges("first");
    LockList second = locks.ranges("second");
    first.set(lock(ONE, true, 0, 0));
    second.set(lock(TWO, true, 0, 0));
    locks.waits(second, lock(ONE, true, 0, 0));
    RangeLock wanted = lock(TWO, true, 0, 0);
    assertThat(locks.wouldDeadlock(wanted, lock(ONE, true, 0, 0))).isTrue();
    locks.waitsNoMore(ONE);
    assertThat(locks.wouldDeadlock(wanted, lock(ONE, true, 0, 0))).isFalse();
  }
}
