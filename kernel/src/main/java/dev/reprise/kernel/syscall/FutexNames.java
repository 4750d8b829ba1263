package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.field;

/** Names of the values that {@code futex} takes. */
final class FutexNames {
  static final FlagSet BITSET = bits(bit("FUTEX_BITSET_MATCH_ANY", -1));

  static final FlagSet OPERATION =
      bits(
          field("FUTEX_WAIT", 0xff, 0),
          field("FUTEX_WAIT_PRIVATE", 0xff, 128),
          field("FUTEX_WAKE", 0xff, 1),
          field("FUTEX_WAKE_PRIVATE", 0xff, 129),
          field("FUTEX_FD", 0xff, 2),
          field("FUTEX_FD_PRIVATE", 0xff, 130),
          field("FUTEX_REQUEUE", 0xff, 3),
          field("FUTEX_REQUEUE_PRIVATE", 0xff, 131),
          field("FUTEX_CMP_REQUEUE", 0xff, 4),
          field("FUTEX_CMP_REQUEUE_PRIVATE", 0xff, 132),
          field("FUTEX_WAKE_OP", 0xff, 5),
          field("FUTEX_WAKE_OP_PRIVATE", 0xff, 133),
          field("FUTEX_LOCK_PI", 0xff, 6),
          field("FUTEX_LOCK_PI_PRIVATE", 0xff, 134),
          field("FUTEX_UNLOCK_PI", 0xff, 7),
          field("FUTEX_UNLOCK_PI_PRIVATE", 0xff, 135),
          field("FUTEX_TRYLOCK_PI", 0xff, 8),
          field("FUTEX_TRYLOCK_PI_PRIVATE", 0xff, 136),
          field("FUTEX_WAIT_BITSET", 0xff, 9),
          field("FUTEX_WAIT_BITSET_PRIVATE", 0xff, 137),
          field("FUTEX_WAKE_BITSET", 0xff, 10),
          field("FUTEX_WAKE_BITSET_PRIVATE", 0xff, 138),
          field("FUTEX_WAIT_REQUEUE_PI", 0xff, 11),
          field("FUTEX_WAIT_REQUEUE_PI_PRIVATE", 0xff, 139),
          field("FUTEX_CMP_REQUEUE_PI", 0xff, 12),
          field("FUTEX_CMP_REQUEUE_PI_PRIVATE", 0xff, 140),
          field("FUTEX_LOCK_PI2", 0xff, 13),
          field("FUTEX_LOCK_PI2_PRIVATE", 0xff, 141),
          bit("FUTEX_CLOCK_REALTIME", 0x100));

  private FutexNames() {}
}
