/** Guest programs and real programs, each run natively first and then under Reprise. */
@NullMarked
package dev.reprise.guesttests;

import org.jspecify.annotations.NullMarked;
