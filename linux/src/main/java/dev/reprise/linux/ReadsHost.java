package dev.reprise.linux;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that reads the host's time, randomness or defaults on purpose. The build forbids such
 * reads elsewhere in the engine, because a run's result must not depend on them; here they cannot
 * reach the guest, and the value says why.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface ReadsHost {
  /** Why this cannot change what a guest observes. */
  String value();
}
