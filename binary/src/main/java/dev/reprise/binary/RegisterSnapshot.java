package dev.reprise.binary;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a thread's registers in one frame. Immutable.
 *
 * <p>In the innermost frame all are known. In its callers only those are which calls preserve.
 */
public final class RegisterSnapshot {
  private static final RegisterSnapshot EMPTY = new RegisterSnapshot(new EnumMap<>(Register.class));

  private final EnumMap<Register, Long> values;

  private RegisterSnapshot(EnumMap<Register, Long> values) {
    this.values = values;
  }

  /** Returns a snapshot in which nothing is known. */
  public static RegisterSnapshot empty() {
    return EMPTY;
  }

  /** Returns a snapshot of these values. */
  public static RegisterSnapshot of(Map<Register, Long> values) {
    EnumMap<Register, Long> copy = new EnumMap<>(Register.class);
    copy.putAll(values);
    return new RegisterSnapshot(copy);
  }

  /** Returns a snapshot with one more value. */
  public RegisterSnapshot with(Register register, long value) {
    EnumMap<Register, Long> copy = values.clone();
    copy.put(register, value);
    return new RegisterSnapshot(copy);
  }

  /** Returns a register's value, or null when it is not known. */
  public @Nullable Long get(Register register) {
    return values.get(register);
  }
}
