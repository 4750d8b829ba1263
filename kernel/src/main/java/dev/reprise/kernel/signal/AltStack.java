package dev.reprise.kernel.signal;

/**
 * The stack on which handlers run that ask for it (sigaltstack(2)).
 *
 * @param base its lowest address
 * @param size its bytes; 0 when there is none
 * @param autodisarm whether it is forgotten while a handler runs on it
 */
record AltStack(long base, long size, boolean autodisarm) {
  static final int ONSTACK = 1;
  static final int DISABLE = 2;
  static final int AUTODISARM = 1 << 31;

  static final AltStack NONE = new AltStack(0, 0, false);

  boolean exists() {
    return size != 0;
  }

  /** Whether a stack pointer lies on it, so that it is in use. */
  boolean isInUse(long sp) {
    return !autodisarm && contains(sp);
  }

  /** Whether a stack pointer lies on it: a stack grows down, so its top belongs to it. */
  boolean contains(long sp) {
    return Long.compareUnsigned(sp, base) > 0 && Long.compareUnsigned(sp - base, size) <= 0;
  }

  /** The flags which sigaltstack(2) tells of a thread with this stack pointer. */
  int flags(long sp) {
    return exists() && isInUse(sp) ? ONSTACK : flags();
  }

  /** The flags with which sigaltstack(2) would make it so again. */
  int flags() {
    return (exists() ? 0 : DISABLE) | (autodisarm ? AUTODISARM : 0);
  }
}
