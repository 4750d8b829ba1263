/** The library: runs a command deterministically, records its events, verifies and explains. */
@NullMarked
package dev.reprise;

import org.jspecify.annotations.NullMarked;
