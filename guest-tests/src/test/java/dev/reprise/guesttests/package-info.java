/** Runs guest programs of our own and real programs, natively first and then under Reprise. */
@NullMarked
package dev.reprise.guesttests;

import org.jspecify.annotations.NullMarked;
