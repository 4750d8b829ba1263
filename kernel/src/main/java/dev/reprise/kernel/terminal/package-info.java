/** Pseudo-terminals of the guest's own, with their line discipline. */
@NullMarked
package dev.reprise.kernel.terminal;

import org.jspecify.annotations.NullMarked;
